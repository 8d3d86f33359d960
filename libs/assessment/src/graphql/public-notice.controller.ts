import { Controller, Get, Param, ParseIntPipe, Res } from '@nestjs/common';
import { Public } from '@sxbq/identity';
import { CallKind, CountedAs } from '@sxbq/platform';
import type { FastifyReply } from 'fastify';
import { PublicNoticeService } from '../public-notice.service';

/** A correction moves places: no cache answers alone for longer. */
const MAX_AGE_SECONDS = 60;

/** The ranking in its notice by plain GET; no sign-in. */
@Controller('notices')
export class PublicNoticeController {
  constructor(private readonly notices: PublicNoticeService) {}

  @Get(':region/:year')
  @Public()
  @CountedAs(CallKind.READ)
  async notice(
    @Param('region') region: string,
    @Param('year', ParseIntPipe) year: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const notice = await this.notices.document(await this.notices.current(region, year));
    void reply.header('cache-control', `public, max-age=${MAX_AGE_SECONDS}`).send(notice);
  }
}
