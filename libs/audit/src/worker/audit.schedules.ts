import { Schedule } from '@sxbq/platform/worker';
import { sealAudit, verifyAudit } from '../jobs/audit.queue';

export const auditSchedules: readonly Schedule[] = [
  { id: 'audit-seal', title: '每五秒封存审计记录', cron: '*/5 * * * * *', job: sealAudit, payload: {} },
  { id: 'audit-verify', title: '每夜核验审计链', cron: '0 30 1 * * *', job: verifyAudit, payload: {} },
];
