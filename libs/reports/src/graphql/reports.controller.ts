import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { Public } from '@sxbq/identity';
import { entityId } from '@sxbq/kernel';
import { attachmentHeaders, CallKind, CountedAs, currentContext } from '@sxbq/platform';
import type { FastifyReply } from 'fastify';
import { ReportsService } from '../reports.service';

/** Files of reports, beside GraphQL. A link says who asked for it, so that a browser can follow it as it is. */
@Controller('reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Get(':id/file')
  @Public()
  @CountedAs(CallKind.COSTLY)
  async file(
    @Param('id') id: string,
    @Query('token') token: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const caller = currentContext()?.principal ?? null;
    const { fileName, contentType, content } = await this.reports.fetch(caller, entityId(id), String(token));
    void reply.headers(attachmentHeaders(fileName, contentType)).send(content);
  }
}
