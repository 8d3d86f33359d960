import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { Metrics } from '../observability/metrics';
import { Readiness } from './readiness';

/**
 * /livez, /readyz and /metrics on a port apart from the public one. They ask the database and Redis, and tell of routes,
 * queues and faults: for the machine that runs the process and for whoever watches it.
 */
@Injectable()
export class InnerServer implements OnApplicationShutdown {
  private readonly server = createServer((request, response) => {
    const answer = this.answers[(request.url ?? '').split('?')[0] ?? ''];
    if (!answer) return void response.writeHead(404).end();
    answer(response).catch(() => response.writeHead(500).end());
  });

  private readonly answers: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/livez': (response) => Promise.resolve(sendJson(response, 200, { status: 'alive' })),
    '/readyz': async (response) => {
      const report = await this.readiness.check();
      sendJson(response, report.ready ? 200 : 503, report);
    },
    '/metrics': async (response) => {
      const text = await this.metrics.registry.metrics();
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text);
    },
  };

  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** Its address. */
  async listen(port: number, host: string): Promise<string> {
    this.server.listen(port, host);
    await once(this.server, 'listening');
    const { address, port: taken, family } = this.server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
  }

  onApplicationShutdown(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
