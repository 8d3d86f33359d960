import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId } from '@sxbq/kernel';
import { attachmentHeaders, CallKind, CountedAs } from '@sxbq/platform';
import type { FastifyReply } from 'fastify';
import { ReportsService } from '../reports.service';

/** Files of reports, beside GraphQL; by link, in the session in which the link was asked for. */
@Controller('reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Get(':id/file')
  @RequirePermission('reports.read')
  @CountedAs(CallKind.COSTLY)
  async file(
    @Param('id') id: string,
    @Query('token') token: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { fileName, contentType, content } = await this.reports.open(currentPrincipal(), entityId(id), String(token));
    void reply.headers(attachmentHeaders(fileName, contentType)).send(content);
  }
}
