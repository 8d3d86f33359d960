import { Schedule } from '@sxbq/platform/worker';
import { catchUpSuggestionsJob, nightlySuggestionsJob } from '../jobs/suggestions.queue';

/** After postings have expired for the day. */
export const suggestionSchedules: readonly Schedule[] = [
  {
    id: 'suggestions-nightly',
    title: '每夜重新计算各城市的人岗推荐',
    cron: '0 40 1 * * *',
    job: nightlySuggestionsJob,
    payload: {},
  },
  {
    id: 'suggestions-catch-up',
    title: '接续中断的人岗推荐计算，补上错过的一夜',
    cron: '0 */10 * * * *',
    job: catchUpSuggestionsJob,
    payload: {},
  },
];
