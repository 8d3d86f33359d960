import { ComplianceWorkerModule } from '@sxbq/compliance/worker';
import { QueueClient } from '@sxbq/platform';
import { WorkerRuntimeModule } from '@sxbq/platform/worker';
import { AssessmentStatus } from './domain/run/run-status';
import { assessmentDeadlinesJob } from './jobs/assessment.queue';
import { RunRow } from './persistence/runs.repository';
import { noonOf, RunWorld } from './testing/run-world';
import { AssessmentWorkerModule } from './worker';

describe('the worker of a year', () => {
  let world: RunWorld;

  beforeAll(async () => {
    world = await RunWorld.start([WorkerRuntimeModule, ComplianceWorkerModule, AssessmentWorkerModule]);
  });
  beforeEach(() => world.begin());
  afterAll(() => world.services.close());

  const reached = async (run: RunRow, status: AssessmentStatus): Promise<RunRow> => {
    for (let waited = 0; ; waited += 50) {
      const now = await world.read(run);
      if (now.status === status && now.task === null) return now;
      if (waited > 20_000) throw new Error(`still ${now.status}, ${now.task}, ${now.taskError}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('takes up what a request left in the outbox', async () => {
    const marking = await reached(await world.freezing(), AssessmentStatus.MARKING);
    expect(marking).toMatchObject({ taskDone: 3, taskError: null });
  });

  it('finds a task whose job was lost, and locks self scores whose time is over', async () => {
    const opened = await world.opened();
    world.day('2026-12-06');
    await world.services.app.get(QueueClient).add(assessmentDeadlinesJob, {});
    await until(async () => (await world.read(opened)).selfScoresLockedAt !== null);
    // What is left when Redis lost the job: the task stands in the row, and nobody has worked at it for a while.
    await world.services.dataSource.query(
      "UPDATE assessment_run SET task = 'FREEZE', membership_id = ?, changed_at = ? WHERE id = ?",
      [world.officer.membershipId, noonOf('2026-12-05'), opened.id],
    );
    await world.services.app.get(QueueClient).add(assessmentDeadlinesJob, {});
    await reached(opened, AssessmentStatus.MARKING);
  });

  async function until(done: () => Promise<boolean>): Promise<void> {
    for (let waited = 0; !(await done()); waited += 25) {
      if (waited > 20_000) throw new Error('not in time');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
});
