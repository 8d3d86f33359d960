import { Controller, Get, Param, ParseIntPipe, Req, Res } from '@nestjs/common';
import { Public } from '@sxbq/identity';
import { CallKind, CountedAs } from '@sxbq/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inflateSync } from 'node:zlib';
import { PublishedRankingsService } from '../published-rankings.service';

/** Seconds for which any cache may answer alone; a corrected version is there soon after. */
const MAX_AGE = 300;
/** Form of the answers; grows with it, so that no cache mixes two. */
const FORM = '1';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Published rankings by plain GET, for caches, newspapers and whoever wants to verify them; no sign-in. */
@Controller('rankings')
export class PublishedRankingsController {
  constructor(private readonly published: PublishedRankingsService) {}

  /** The ranking: places, scores and goals. */
  @Get(':region/:year')
  @Public()
  @CountedAs(CallKind.READ)
  async ranking(
    @Param('region') region: string,
    @Param('year', ParseIntPipe) year: number,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const published = await this.published.newest(region, year);
    if (isFresh(request, reply, `ranking-${FORM}-${published.digest}`)) return;
    void reply.type(JSON_TYPE).send(await this.published.document(published));
  }

  /** The sealed bundle's public version, which `sxbq verify` recomputes. */
  @Get(':region/:year/bundle')
  @Public()
  @CountedAs(CallKind.COSTLY)
  async bundle(
    @Param('region') region: string,
    @Param('year', ParseIntPipe) year: number,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const published = await this.published.newest(region, year);
    if (isFresh(request, reply, `bundle-${published.digest}`)) return;
    void reply.type(JSON_TYPE).header('vary', 'accept-encoding');
    void reply.header('content-disposition', `attachment; filename="ranking-${region}-${year}.json"`);
    sendCompressed(request, reply, await this.published.bundle(published));
  }
}

/** Says how long the answer keeps; a caller that has this very one already gets 304 and nothing else. */
function isFresh(request: FastifyRequest, reply: FastifyReply, version: string): boolean {
  const tag = `"${version}"`;
  void reply.header('etag', tag).header('cache-control', `public, max-age=${MAX_AGE}`);
  const known = (request.headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (!known.includes(tag) && !known.includes('*')) return false;
  void reply.status(304).send();
  return true;
}

/** As it is kept, for who takes it so: HTTP's "deflate" is a zlib stream. */
function sendCompressed(request: FastifyRequest, reply: FastifyReply, zlib: Buffer): void {
  const accepted = String(request.headers['accept-encoding'] ?? '').split(',');
  const takesDeflate = accepted.some((each) => /^\s*deflate\s*(;\s*q=(?!0(\.0*)?\s*$)|$)/.test(each));
  void (takesDeflate ? reply.header('content-encoding', 'deflate').send(zlib) : reply.send(inflateSync(zlib)));
}
