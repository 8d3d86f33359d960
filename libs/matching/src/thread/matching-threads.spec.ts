import { DomainError } from '@sxbq/kernel';
import { runRound } from '../domain/deferred-acceptance/round-outcome';
import { NRMP } from '../domain/deferred-acceptance/testing/literature';
import { columnsOf } from '../domain/deferred-acceptance/testing/round-rows';
import { SAMPLE_WEIGHTS } from '../domain/scoring/score-weights';
import type { ScoringInput } from '../domain/scoring/scoring-input';
import { scoringInput } from '../domain/scoring/testing/scoring-rows';
import { PinnedPairs, suggestionRows } from '../domain/suggestions/suggestion-rows';
import { runRoundInThread, suggestInThread } from './matching-threads';

/** A thread compiles its sources when tests run; a busy machine takes its time. */
jest.setTimeout(30_000);

const LIMITS = { perGraduate: 5, perPosting: 5 };
const noPins = (): PinnedPairs => ({ graduateIds: new Uint32Array(1).fill(9), postingIds: new Uint32Array(1).fill(9) });

function openTown(graduates: number, postings: number): ScoringInput {
  return scoringInput({
    graduates: new Array<null>(graduates).fill(null).map(() => ({
      major: null,
      school: null,
      grade: null,
      salaryFloor: null,
      occupations: [],
      districts: [],
      certificates: [],
      functions: [],
    })),
    postings: new Array<null>(postings).fill(null).map(() => ({
      enterprise: null,
      occupation: null,
      standard: null,
      gradeFloor: null,
      district: null,
      salary: null,
      acceptedMajors: [],
    })),
    links: [{}, {}, {}, {}],
    standards: [{}, {}, {}],
    history: [{}, {}, {}],
  });
}

describe('matching in a thread', () => {
  it('tells the same as matching here, and takes the columns over without copying', async () => {
    const input = columnsOf(NRMP.rows);
    const progress: [number, number][] = [];
    const outcome = await runRoundInThread(input, { onProgress: (done, total) => progress.push([done, total]) });
    expect(outcome).toEqual(runRound(columnsOf(NRMP.rows)));
    expect(progress).toEqual([[0, 5]]);
    expect([input.wishes.ranks.byteLength, input.graduates.ids.byteLength]).toEqual([0, 0]);
  });

  it('scores as scoring here, while this event loop goes on', async () => {
    const input = openTown(2_000, 200);
    let turns = 0;
    const turning = setInterval(() => turns++, 1);
    const found = await suggestInThread(input, SAMPLE_WEIGHTS, LIMITS, noPins()).finally(() => clearInterval(turning));
    expect(found).toEqual(suggestionRows(openTown(2_000, 200), SAMPLE_WEIGHTS, LIMITS, noPins()));
    expect(turns).toBeGreaterThan(0);
  });

  it('ends in the middle when it is cancelled, with the reason given', async () => {
    const controller = new AbortController();
    const progress: number[] = [];
    const working = suggestInThread(openTown(100_000, 400), SAMPLE_WEIGHTS, LIMITS, noPins(), {
      signal: controller.signal,
      onProgress: (done, total) => {
        progress.push(done / total);
        controller.abort(new Error('撤销'));
      },
    });
    await expect(working).rejects.toThrow('撤销');
    expect(progress.at(-1)).toBeLessThan(0.9);
  });

  it('does nothing when cancelled before it begins', async () => {
    const input = columnsOf(NRMP.rows);
    await expect(runRoundInThread(input, { signal: AbortSignal.abort(new Error('撤销')) })).rejects.toThrow('撤销');
    expect(input.wishes.ranks.byteLength).toBeGreaterThan(0);
  });

  it('refuses bad input with the same coded error', async () => {
    const input = columnsOf({ ...NRMP.rows, postings: [{ id: 1, capacity: 0, ranking: [] }] });
    const error = await runRoundInThread(input).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ kind: 'BAD_INPUT', code: 'CAPACITY_INVALID', details: { postingId: 1 } });
  });

  it('fails with what went wrong inside', async () => {
    const input = openTown(2, 2);
    const broken = { ...input, graduates: { ...input.graduates, grades: Uint8Array.of(9, 9) } };
    await expect(suggestInThread(broken, SAMPLE_WEIGHTS, LIMITS, noPins())).rejects.toThrow('graduates.grades');
  });
});
