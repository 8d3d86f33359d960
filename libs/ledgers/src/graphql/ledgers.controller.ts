import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { MultipartFile } from '@fastify/multipart';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId } from '@sxbq/kernel';
import { announcedBytes, attachmentHeaders, watchUploadName } from '@sxbq/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough, Readable, Writable } from 'node:stream';
import { LedgerExportService } from '../ledger-export.service';
import { LedgerFilesService, StoredFile } from '../ledger-files.service';
import { LedgerImportService } from '../ledger-import.service';
import { uploadBrokenOff } from '../ledgers.errors';
import { DEFAULT_WORKBOOK_LIMITS } from '../workbook';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Files in and out, beside GraphQL: uploads, the annotated copy, the template, the export. Signed in like any request. */
@Controller('ledgers')
export class LedgersController {
  constructor(
    private readonly files: LedgerFilesService,
    private readonly imports: LedgerImportService,
    private readonly exports: LedgerExportService,
  ) {}

  /** multipart/form-data with one `file`, at most 20 MiB; answers {id, fileName, byteSize, sha256, warnings}. */
  @Post('files')
  @HttpCode(201)
  @RequirePermission('ledgers.import')
  async upload(@Req() request: FastifyRequest): Promise<Omit<StoredFile, 'id'> & { id: string }> {
    const open = () => filePart(request);
    const { id, ...stored } = await this.files.storeUpload(currentPrincipal(), open, announcedBytes(request));
    return { id: String(id), ...stored };
  }

  @Get('imports/:id/errors.xlsx')
  @RequirePermission('ledgers.import')
  async errorWorkbook(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.imports.get(currentPrincipal(), entityId(id));
    send(reply, `导入${id}-错误.xlsx`, await this.files.errorWorkbook(found));
  }

  @Get('template.xlsx')
  @RequirePermission('ledgers.template')
  template(@Res() reply: FastifyReply): Promise<void> {
    const principal = currentPrincipal();
    return sendWritten(reply, '台账模板.xlsx', (out) => this.exports.writeTemplate(principal, out));
  }

  /** ID numbers and phones are masked; such a copy is for reading and cannot be imported again. */
  @Get('export.xlsx')
  @RequirePermission('ledgers.export')
  export(@Res() reply: FastifyReply): Promise<void> {
    const principal = currentPrincipal();
    return sendWritten(reply, '台账（已隐去个人信息）.xlsx', (out) => this.exports.writeWorkbook(principal, out));
  }
}

async function filePart(request: FastifyRequest): Promise<MultipartFile> {
  if (!request.isMultipart()) throw uploadBrokenOff();
  const nameOf = watchUploadName(request.raw);
  const part = await request.file({ limits: { files: 1, fileSize: DEFAULT_WORKBOOK_LIMITS.maxBytes + 1 } });
  if (!part) throw uploadBrokenOff();
  part.filename = nameOf(part.filename);
  return part;
}

function send(reply: FastifyReply, fileName: string, body: Readable): void {
  void reply.headers(attachmentHeaders(fileName, XLSX)).send(body);
}

/** Sends what `write` writes as it is written. A refusal before the first byte is an error reply, a later fault breaks off. */
async function sendWritten(
  reply: FastifyReply,
  fileName: string,
  write: (out: Writable) => Promise<void>,
): Promise<void> {
  const body = new PassThrough();
  const written = write(body);
  const started = new Promise<void>((resolve) => body.once('readable', resolve));
  await Promise.race([started, written]);
  written.catch((error: Error) => body.destroy(error));
  send(reply, fileName, body);
}
