import { defineJob, defineQueue } from '@sxbq/platform';

export interface ProceedRoundPass {
  readonly passId: number;
}

/** Written to the outbox in the transaction that asked for a pass. */
export const ROUND_PASS_REQUESTED = 'matching.round-pass-requested';

const rounds = defineQueue({ queue: 'matching-rounds', title: '双选会撮合', concurrency: 1, lockMs: 30_000 });
const upkeep = defineQueue({
  queue: 'matching-rounds-upkeep',
  title: '双选会到期办理',
  concurrency: 1,
  lockMs: 30_000,
});

export const proceedRoundPassJob = defineJob<ProceedRoundPass>(rounds, {
  name: 'proceed-pass',
  title: '进行一轮双选会撮合',
  attempts: 8,
  backoffMs: 1_000,
  recovery: { by: 'CATCH_UP', job: () => keepUpRoundsJob },
});

export const keepUpRoundsJob = defineJob<Record<string, never>>(upkeep, {
  name: 'keep-up',
  title: '到期截止排序、结束答复，接续中断的撮合',
  attempts: 3,
  backoffMs: 5_000,
  recovery: { by: 'SCHEDULE', because: 'looks at all unfinished passes and all deadlines each minute' },
});
