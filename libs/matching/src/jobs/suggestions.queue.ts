import { defineJob, defineQueue } from '@sxbq/platform';

export interface ComputeSuggestions {
  readonly runId: number;
}

/** Written to the outbox in the transaction that created a run. */
export const SUGGESTIONS_REQUESTED = 'matching.suggestions-requested';

/** One city at a time: its columns lie in memory while it is computed. */
const suggestions = defineQueue({ queue: 'suggestions', title: '人岗推荐', concurrency: 1, lockMs: 60_000 });

export const computeSuggestionsJob = defineJob<ComputeSuggestions>(suggestions, {
  name: 'compute',
  title: '计算一个城市的人岗推荐',
  attempts: 5,
  backoffMs: 10_000,
  recovery: { by: 'CATCH_UP', job: () => catchUpSuggestionsJob },
});

export const nightlySuggestionsJob = defineJob<object>(suggestions, {
  name: 'nightly',
  title: '每夜为各城市建立人岗推荐的计算任务',
  attempts: 8,
  backoffMs: 5_000,
  recovery: { by: 'CATCH_UP', job: () => catchUpSuggestionsJob },
});

export const catchUpSuggestionsJob = defineJob<object>(suggestions, {
  name: 'catch-up',
  title: '接续中断的人岗推荐计算',
  attempts: 1,
  backoffMs: 1_000,
  recovery: { by: 'SCHEDULE', because: 'looks at all unfinished runs and overdue cities every ten minutes' },
});
