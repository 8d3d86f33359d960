import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** The process's Prometheus metrics. Labels come from code (route, operation, queue, job), never from users. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly httpSeconds = new Histogram({
    name: 'sxbq_http_request_seconds',
    help: 'HTTP request duration in seconds',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly graphqlSeconds = new Histogram({
    name: 'sxbq_graphql_operation_seconds',
    help: 'GraphQL operation duration in seconds, by root field',
    labelNames: ['type', 'field', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly jobSeconds = new Histogram({
    name: 'sxbq_job_seconds',
    help: 'Job run time in seconds',
    labelNames: ['queue', 'job', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly queueDepth = new Gauge({
    name: 'sxbq_queue_jobs',
    help: 'Jobs in each queue by state',
    labelNames: ['queue', 'state'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
