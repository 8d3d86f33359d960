import { defineJob, defineQueue } from '@sxbq/platform';

export interface ProceedAssessment {
  readonly runId: number;
}

/** Written to the outbox in the transaction that gave a run its task. */
export const ASSESSMENT_TASK_REQUESTED = 'assessment.task-requested';

const assessments = defineQueue({ queue: 'assessment', title: '年度考核', concurrency: 1, lockMs: 30_000 });

export const proceedAssessmentJob = defineJob<ProceedAssessment>(assessments, {
  name: 'proceed-assessment',
  title: '推进一次年度考核：冻结、分配评分、计算排名、封存公布',
  attempts: 8,
  backoffMs: 1_000,
  recovery: { by: 'CATCH_UP', job: () => assessmentDeadlinesJob },
});

export const assessmentDeadlinesJob = defineJob<object>(assessments, {
  name: 'assessment-deadlines',
  title: '锁定到期的自评，结束期满的公示，接续中断的考核',
  attempts: 1,
  backoffMs: 1_000,
  recovery: { by: 'SCHEDULE', because: 'looks at all deadlines and all unfinished tasks each minute' },
});
