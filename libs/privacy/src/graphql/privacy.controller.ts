import { Controller, Get, Param, Res } from '@nestjs/common';
import { currentPrincipal, RequirePermission, RequireStepUp } from '@sxbq/identity';
import { entityId } from '@sxbq/kernel';
import { attachmentHeaders } from '@sxbq/platform';
import type { FastifyReply } from 'fastify';
import { exportAsCsv, PersonExportService } from '../person-export.service';

/** The copy a person asked for, as a file; the address holds the request's number alone. */
@Controller('privacy')
export class PrivacyController {
  constructor(private readonly exports: PersonExportService) {}

  @Get('requests/:id/copy.json')
  @RequirePermission('privacy.export')
  @RequireStepUp()
  async json(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const copy = await this.exports.export(currentPrincipal(), entityId(id));
    send(reply, `个人信息副本-${id}.json`, 'application/json; charset=utf-8', JSON.stringify(copy, null, 2));
  }

  @Get('requests/:id/copy.csv')
  @RequirePermission('privacy.export')
  @RequireStepUp()
  async csv(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const copy = await this.exports.export(currentPrincipal(), entityId(id));
    send(reply, `个人信息副本-${id}.csv`, 'text/csv; charset=utf-8', exportAsCsv(copy));
  }
}

function send(reply: FastifyReply, fileName: string, type: string, body: string): void {
  void reply.headers(attachmentHeaders(fileName, type)).send(body);
}
