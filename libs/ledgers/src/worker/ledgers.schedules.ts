import { Schedule } from '@sxbq/platform/worker';
import { tidyImportsJob } from '../jobs/ledgers.queue';

/** Rows for the worker's schedule table. */
export const ledgersSchedules: readonly Schedule[] = [
  {
    id: 'ledgers.tidy-imports',
    title: '接续中断的台账导入，删除不再需要的上传文件',
    cron: '* * * * *',
    job: tidyImportsJob,
    payload: {},
  },
];
