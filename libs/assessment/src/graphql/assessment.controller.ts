import type { MultipartFile } from '@fastify/multipart';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId } from '@sxbq/kernel';
import { announcedBytes, attachmentHeaders, watchUploadName } from '@sxbq/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { attachmentBrokenOff } from '../assessment-run.errors';
import { AttachmentsService } from '../attachments.service';
import { MAX_ATTACHMENT_BYTES } from '../domain/run/attachment-kinds';
import { BundleVersion, RankingsService } from '../rankings.service';

/** Files in and out, beside GraphQL: attachments of self scores and sealed bundles, by link to who asked for it. */
@Controller('assessment')
export class AssessmentController {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly rankings: RankingsService,
  ) {}

  /** multipart/form-data with one `file`, at most 10 MiB; answers {id, fileName, byteSize, sha256, warnings}. */
  @Post('self-scores/:id/attachments')
  @HttpCode(201)
  @RequirePermission('assessment.selfScore')
  async upload(@Param('id') selfScoreId: string, @Req() request: FastifyRequest): Promise<object> {
    const open = () => filePart(request);
    const { id, fileName, byteSize, sha256, warnings } = await this.attachments.add(
      currentPrincipal(),
      entityId(selfScoreId),
      open,
      announcedBytes(request),
    );
    return { id: String(id), fileName, byteSize, sha256, warnings };
  }

  @Get('attachments/:id')
  @RequirePermission('assessment.read')
  async attachment(
    @Param('id') id: string,
    @Query('token') token: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { fileName, mediaType, content } = await this.attachments.open(
      currentPrincipal(),
      entityId(id),
      String(token),
    );
    void reply.headers(attachmentHeaders(fileName, mediaType)).send(content);
  }

  @Get('bundles/:id/whole')
  @RequirePermission('assessment.read')
  bundle(
    @Param('id') id: string,
    @Query('token') token: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send(reply, id, BundleVersion.WHOLE, token);
  }

  @Get('bundles/:id/public')
  @RequirePermission('assessment.read')
  publicBundle(
    @Param('id') id: string,
    @Query('token') token: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send(reply, id, BundleVersion.PUBLIC, token);
  }

  private async send(
    reply: FastifyReply,
    id: string,
    version: BundleVersion,
    token: string | undefined,
  ): Promise<void> {
    const { fileName, content } = await this.rankings.open(currentPrincipal(), entityId(id), version, String(token));
    void reply.headers(attachmentHeaders(fileName, 'application/json; charset=utf-8')).send(content);
  }
}

async function filePart(request: FastifyRequest): Promise<MultipartFile> {
  if (!request.isMultipart()) throw attachmentBrokenOff();
  const nameOf = watchUploadName(request.raw);
  const part = await request.file({ limits: { files: 1, fileSize: MAX_ATTACHMENT_BYTES + 1 } });
  if (!part) throw attachmentBrokenOff();
  part.filename = nameOf(part.filename);
  return part;
}
