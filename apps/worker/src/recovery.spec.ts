import { declaredJobs, declaredQueues, EVENT_ROUTE, jobKey } from '@sxbq/platform';
import { schedules } from './schedules';
import { workerModules } from './worker-modules';

/** Redis is disposable: whatever job is lost with it, or fails for good, something in the database finds the work again. */
describe('every job of the worker', () => {
  const scheduled = new Set(schedules.map(({ job }) => jobKey(job)));
  const jobs = declaredJobs().map((job) => [jobKey(job), job] as const);

  it('is found again when it is lost: every queue has jobs, and every job says how', () => {
    expect(workerModules.length).toBeGreaterThan(0);
    expect(
      declaredQueues()
        .map(({ queue }) => queue)
        .sort(),
    ).toEqual([...new Set(declaredJobs().map(({ queue }) => queue))].sort());
    expect(jobs.filter(([, { recovery }]) => recovery === undefined).map(([key]) => key)).toEqual([]);
  });

  it.each(jobs)('%s', (key, { recovery }) => {
    if (recovery.by === 'SCHEDULE') {
      expect(scheduled).toContain(key);
      expect(recovery.because).not.toBe('');
    } else {
      const found = recovery.job();
      expect(scheduled).toContain(jobKey(found));
      // A catch-up that itself waited to be caught up with would find nothing.
      expect(found.recovery.by).toBe('SCHEDULE');
    }
  });

  it('that an event asks for is found by a catch-up: no schedule asks for it again', () => {
    const routes = workerModules
      .flatMap((module) => (Reflect.getMetadata('providers', module) ?? []) as object[])
      .filter((provider) => Reflect.hasMetadata(EVENT_ROUTE, provider));
    expect(routes.length).toBeGreaterThanOrEqual(7);
    const unscheduled = declaredJobs().filter((job) => !scheduled.has(jobKey(job)));
    expect(unscheduled.filter(({ recovery }) => recovery.by !== 'CATCH_UP').map(jobKey)).toEqual([]);
  });
});
