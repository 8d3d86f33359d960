import { Controller, Get, Header, Res, SetMetadata } from '@nestjs/common';
import { FastifyReply } from 'fastify';
import { Metrics } from '../observability/metrics';
import { CallKind, CountedAs } from '../rate-limits/call-kind';
import { PUBLIC_ROUTE } from './public-route';
import { Readiness } from './readiness';

/** Whether the process lives; open, since it tells nothing and asks nothing. */
@SetMetadata(PUBLIC_ROUTE, true)
@CountedAs(CallKind.FREE)
@Controller()
export class LivenessController {
  /** Alive: answers without asking any dependency. */
  @Get('livez')
  live(): { status: 'alive' } {
    return { status: 'alive' };
  }
}

/** Readiness and metrics, for the machine that runs the process: on a port that no stranger reaches. */
@SetMetadata(PUBLIC_ROUTE, true)
@CountedAs(CallKind.FREE)
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** Ready: database, Redis and schema are as needed; 503 with the names of what is not. */
  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const report = await this.readiness.check();
    reply.status(report.ready ? 200 : 503);
    return report;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async prometheus(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
