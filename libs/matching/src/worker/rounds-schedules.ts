import { Schedule } from '@sxbq/platform/worker';
import { keepUpRoundsJob } from '../jobs/rounds.queue';

/** Each minute: deadlines of rounds are to the minute. */
export const roundSchedules: readonly Schedule[] = [
  {
    id: 'matching-rounds-keep-up',
    title: '双选会到期截止排序、结束答复，接续中断的撮合',
    cron: '* * * * *',
    job: keepUpRoundsJob,
    payload: {},
  },
];
