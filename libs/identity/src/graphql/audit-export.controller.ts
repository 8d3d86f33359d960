import { Controller, Get, Query, Res } from '@nestjs/common';
import { AuditExport, AuditExportFormat } from '@sxbq/audit';
import { DomainError, isCalendarDate } from '@sxbq/kernel';
import { attachmentHeaders } from '@sxbq/platform';
import type { FastifyReply } from 'fastify';
import { PassThrough } from 'node:stream';
import { currentPrincipal } from '../access/current-principal';
import { RequirePermission } from '../access/require-permission.decorator';
import { RequireStepUp } from '../step-up/require-step-up.decorator';

/** Sealed audit entries as a file, for keeping and checking elsewhere; itself audited. */
@Controller('audit')
export class AuditExportController {
  constructor(private readonly exports: AuditExport) {}

  /** `from` and `to` are days in Asia/Shanghai, both included; AUDIT_DAY_MALFORMED. */
  @Get('entries.csv')
  @RequirePermission('audit.export')
  @RequireStepUp()
  async entries(
    @Res() reply: FastifyReply,
    @Query('from') from: string | undefined,
    @Query('to') to: string | undefined,
  ): Promise<void> {
    const body = new PassThrough();
    const range = { from: dayOf(from), to: dayOf(to) };
    const written = this.exports.write(currentPrincipal(), range, AuditExportFormat.CSV, body);
    await Promise.race([new Promise<void>((resolve) => body.once('readable', resolve)), written]);
    written.catch((error: Error) => body.destroy(error));
    void reply.headers(attachmentHeaders('审计记录.csv', 'text/csv; charset=utf-8')).send(body);
  }
}

function dayOf(text: string | undefined): string | undefined {
  if (text === undefined || isCalendarDate(text)) return text;
  throw new DomainError('BAD_INPUT', 'AUDIT_DAY_MALFORMED', '日期不正确，应为 2026-03-01 这样的格式。');
}
