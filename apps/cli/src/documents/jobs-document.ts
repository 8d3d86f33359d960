import { declaredJobs, declaredQueues, jobKey } from '@sxbq/platform';
import { schedules } from '../../../worker/src/schedules';
import { workerModules } from '../../../worker/src/worker-modules';
import { markdownTable } from './markdown-table';

/** docs/generated/jobs.md: queues, jobs and schedules of the worker. */
export function jobsDocument(): string {
  const queues = declaredQueues().map((queue) => [
    queue.queue,
    queue.title,
    String(queue.concurrency),
    `${queue.lockMs}`,
  ]);
  const jobs = declaredJobs().map((job) => [
    `${job.queue}/${job.name}`,
    job.title,
    String(job.attempts),
    `${job.backoffMs}`,
    job.recovery.by === 'SCHEDULE' ? '下次定时照做' : `由 ${jobKey(job.recovery.job())} 找回`,
  ]);
  const timed = schedules.map((row) => [row.id, row.title, `\`${row.cron}\``, `${row.job.queue}/${row.job.name}`]);
  return [
    '# 后台任务',
    '',
    `由 ${workerModules.length} 个模块声明；时间均为 Asia/Shanghai。`,
    '',
    '## 队列',
    '',
    markdownTable(['队列', '用途', '并发', '锁（毫秒）'], byFirst(queues)),
    '',
    '## 任务',
    '',
    markdownTable(['任务', '作用', '尝试次数', '重试间隔（毫秒）', '任务丢失后'], byFirst(jobs)),
    '',
    '## 定时',
    '',
    markdownTable(['编号', '作用', '时间', '任务'], byFirst(timed)),
    '',
  ].join('\n');
}

function byFirst(rows: string[][]): string[][] {
  return rows.sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1));
}
