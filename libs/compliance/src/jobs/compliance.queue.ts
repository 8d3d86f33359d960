import { defineJob, defineQueue } from '@sxbq/platform';

/** One school in one programme year, after a fact changed. */
export interface RecomputeSchool {
  readonly schoolId: number;
  readonly year: number;
}

/** A change that concerns every school. */
export interface RecomputeEverything {
  readonly eventId: string;
}

export interface ProceedRun {
  readonly runId: number;
}

/** Written to the outbox in the transaction that created a run. */
export const COMPLIANCE_RUN_REQUESTED = 'compliance.run-requested';

const schools = defineQueue({ queue: 'compliance', title: '达标计算', concurrency: 4, lockMs: 15_000 });
const runs = defineQueue({ queue: 'compliance-runs', title: '全市达标重新计算', concurrency: 1, lockMs: 15_000 });

export const recomputeSchoolJob = defineJob<RecomputeSchool>(schools, {
  name: 'recompute-school',
  title: '重新计算一所学校一个年度的达标情况',
  attempts: 8,
  backoffMs: 500,
  recovery: { by: 'CATCH_UP', job: () => catchUpJob },
});

export const recomputeEverythingJob = defineJob<RecomputeEverything>(runs, {
  name: 'recompute-everything',
  title: '政策变动后建立全部年度的重新计算任务',
  attempts: 8,
  backoffMs: 500,
  recovery: { by: 'CATCH_UP', job: () => catchUpJob },
});

export const proceedRunJob = defineJob<ProceedRun>(runs, {
  name: 'proceed-run',
  title: '推进一次全市重新计算',
  attempts: 8,
  backoffMs: 1_000,
  recovery: { by: 'CATCH_UP', job: () => catchUpJob },
});

export const nightlySweepJob = defineJob<object>(runs, {
  name: 'nightly-sweep',
  title: '每夜重新计算全部学校',
  attempts: 8,
  backoffMs: 5_000,
  recovery: { by: 'CATCH_UP', job: () => catchUpJob },
});

export const catchUpJob = defineJob<object>(runs, {
  name: 'catch-up',
  title: '接续中断的全市重新计算，补上错过的夜间计算',
  attempts: 1,
  backoffMs: 1_000,
  recovery: { by: 'SCHEDULE', because: 'compares all results with their facts, and all unfinished runs, each minute' },
});
