import { agreementSchedules } from '@sxbq/agreements/worker';
import { assessmentSchedules } from '@sxbq/assessment/worker';
import { auditSchedules } from '@sxbq/audit/worker';
import { complianceSchedules } from '@sxbq/compliance/worker';
import { identitySchedules } from '@sxbq/identity/worker';
import { ledgersSchedules } from '@sxbq/ledgers/worker';
import { roundSchedules, suggestionSchedules } from '@sxbq/matching/worker';
import { placementSchedules } from '@sxbq/placement/worker';
import { postingSchedules } from '@sxbq/postings/worker';
import { reportsSchedules } from '@sxbq/reports/worker';
import { Schedule } from '@sxbq/platform/worker';
import { privacySchedules } from '@sxbq/privacy/worker';
import { trainingMenuSchedules } from '@sxbq/training-menu/worker';

/** Every schedule of the platform, in one table. */
export const schedules: readonly Schedule[] = [
  ...complianceSchedules,
  ...agreementSchedules,
  ...assessmentSchedules,
  ...reportsSchedules,
  ...postingSchedules,
  ...placementSchedules,
  ...trainingMenuSchedules,
  ...suggestionSchedules,
  ...roundSchedules,
  ...identitySchedules,
  ...ledgersSchedules,
  ...auditSchedules,
  ...privacySchedules,
];
