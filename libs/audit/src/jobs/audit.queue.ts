import { defineJob, defineQueue } from '@sxbq/platform';

export const auditQueue = defineQueue({
  queue: 'audit',
  title: '审计封存与核验',
  concurrency: 2,
  lockMs: 60_000,
});

export const sealAudit = defineJob<Record<string, never>>(auditQueue, {
  name: 'seal',
  title: '把已提交的审计记录接入当日的链，为过去的日子签链头',
  attempts: 1,
  backoffMs: 1_000,
  recovery: { by: 'SCHEDULE', because: 'seals whatever is unsealed every five seconds' },
});

export const verifyAudit = defineJob<Record<string, never>>(auditQueue, {
  name: 'verify',
  title: '核验最近两天的审计链与全部链头，从头查找未封存的记录',
  attempts: 3,
  backoffMs: 60_000,
  recovery: { by: 'SCHEDULE', because: 'verifies the two days before, so that each day has a second night' },
});
