/**
 * The matching core at 10 000 and 100 000 graduates against a bare loop over arrays and a plain object version; scoring
 * of a city's eligible pairs against a look at every pair. Nothing but memory: no database.
 */
import {
  deferredAcceptance,
  findFlaw,
  Market,
  prepareMarket,
  RoundInput,
  runRound,
  runRoundInThread,
  SAMPLE_WEIGHTS,
  suggest,
} from '@sxbq/matching';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { naiveScore } from '../../libs/matching/src/domain/scoring/testing/naive-scorer';
import { scoringInput } from '../../libs/matching/src/domain/scoring/testing/scoring-rows';
import { city, CITY, CITY_SIZES } from './support/matching-city';
import { POSTINGS, season, WISHES } from './support/matching-market';
import { bareMatching, matchObjects, objectsOf, releaseObjects, strictRanks } from './support/plain-matching';
import { figure, heading, median, ratio } from './support/report';

const ROUNDS = 9;
/** Graduates matched in one measure at least: the clock of CPU time ticks in milliseconds. */
const SMALLEST_MEASURE = 100_000;
/** The object version takes long; three runs tell enough. */
const OBJECT_ROUNDS = 3;
const SCORING_ROUNDS = 5;
const SAMPLED_GRADUATES = 200;
const LIMITS = { perGraduate: 20, perPosting: 50 };

type Measured = Record<'bare' | 'core' | 'check' | 'round' | 'objects', number>;

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const milliseconds = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

/** CPU milliseconds of this thread for one run: neighbours on the machine delay it, but are not counted. */
function clocked<T>(work: () => T, repeats = 1): { ms: number; answer: T } {
  const started = process.threadCpuUsage();
  let answer = work();
  for (let repeat = 1; repeat < repeats; repeat++) answer = work();
  const { user, system } = process.threadCpuUsage(started);
  return { ms: (user + system) / 1e3 / repeats, answer };
}

async function main(): Promise<void> {
  const small = await measureMatching(10_000);
  const large = await measureMatching(100_000);
  heading('growth from 10 000 to 100 000 graduates, ten times the proposals');
  figure('bare loop over arrays', (large.bare / small.bare).toFixed(2));
  ratio({ name: 'matching core', ratio: large.core / small.core, goal: 'max', target: 15 });
  ratio({ name: 'whole round', ratio: large.round / small.round, goal: 'max', target: 15 });
  measureScoring();
}

async function measureMatching(graduates: number): Promise<Measured> {
  const input = season(graduates);
  const market = prepareMarket(input);
  const ranks = strictRanks(market);
  const { proposals } = deferredAcceptance(market);
  heading(
    `(e) ${whole(graduates)} graduates × ${WISHES} wishes, ${whole(POSTINGS)} postings, ${whole(proposals)} proposals`,
  );
  const rounds = interleaved(input, market, ranks, proposals);
  const middle = (of: keyof Measured): number => median(rounds.map((round) => round[of]).filter((ms) => ms > 0));
  figure('bare loop over arrays', milliseconds(middle('bare')));
  figure('matching core', milliseconds(middle('core')));
  figure('proof of stability', milliseconds(middle('check')));
  figure('whole round: check, match, prove, explain, digest', milliseconds(middle('round')));
  figure('plain objects, matching alone', milliseconds(middle('objects')));
  await measureThread(graduates);
  await measureMemory(graduates);
  const against = (of: keyof Measured, base: keyof Measured): number =>
    median(rounds.filter((round) => round[of] > 0).map((round) => round[of] / round[base]));
  ratio({ name: 'core: times the bare loop', ratio: against('core', 'bare'), goal: 'max', target: 2 });
  ratio({ name: 'plain objects: times the core', ratio: against('objects', 'core'), goal: 'min', target: 20 });
  return {
    bare: middle('bare'),
    core: middle('core'),
    check: middle('check'),
    round: middle('round'),
    objects: middle('objects'),
  };
}

/** One of each in turn, so that a busy moment hits all alike; the first rounds warm up and are not kept. */
function interleaved(input: RoundInput, market: Market, ranks: Int32Array, proposals: number): Measured[] {
  const objects = objectsOf(input, market, ranks);
  const repeats = Math.max(1, SMALLEST_MEASURE / market.graduateIds.length);
  const rounds: Measured[] = [];
  for (let round = -2; round < ROUNDS; round++) {
    const bare = clocked(() => bareMatching(market, ranks), repeats);
    const core = clocked(() => deferredAcceptance(market), repeats);
    const check = clocked(() => findFlaw(market, core.answer), repeats);
    const run = clocked(() => runRound(input), repeats);
    assert.deepEqual([bare.answer, core.answer.proposals, run.answer.proposals], [proposals, proposals, proposals]);
    assert.equal(check.answer, null);
    let objectMs = 0;
    if (round >= 0 && round < OBJECT_ROUNDS) {
      releaseObjects(objects);
      const plain = clocked(() => matchObjects(objects));
      assert.equal(plain.answer, proposals);
      objectMs = plain.ms;
    }
    if (round >= 0) rounds.push({ bare: bare.ms, core: core.ms, check: check.ms, round: run.ms, objects: objectMs });
  }
  return rounds;
}

/** From handing the columns over to having the result, thread start included. */
async function measureThread(graduates: number): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < OBJECT_ROUNDS; round++) {
    const input = season(graduates);
    const started = performance.now();
    await runRoundInThread(input);
    times.push(performance.now() - started);
  }
  figure('whole round in a thread of its own', milliseconds(median(times)));
}

async function measureMemory(graduates: number): Promise<void> {
  const peak = async (way: string): Promise<number> => {
    const program = path.join(__dirname, 'support/matching-child.js');
    const { stdout } = await promisify(execFile)(process.execPath, [program, way, String(graduates)]);
    return Number(stdout);
  };
  const input = await peak('input');
  figure('peak memory with the input alone', `${whole(input)} MB`);
  figure('peak memory of the whole round', `${whole(await peak('round'))} MB`);
  figure('peak memory of plain objects', `${whole(await peak('objects'))} MB`);
}

function measureScoring(): void {
  const rows = city();
  const input = scoringInput(rows, CITY_SIZES);
  const sample = rows.graduates.slice(0, SAMPLED_GRADUATES);
  const perSecond: number[] = [];
  const naivePerSecond: number[] = [];
  let found = suggest(input, SAMPLE_WEIGHTS, LIMITS);
  for (let round = 0; round < SCORING_ROUNDS; round++) {
    const set = clocked(() => suggest(input, SAMPLE_WEIGHTS, LIMITS));
    const naive = clocked(() => countEligible(rows, sample));
    found = set.answer;
    perSecond.push((found.eligible / set.ms) * 1_000);
    naivePerSecond.push((naive.answer / naive.ms) * 1_000);
  }
  const pairs = CITY.graduates * CITY.postings;
  heading(`scoring a city: ${whole(CITY.graduates)} graduates × ${whole(CITY.postings)} postings`);
  figure('pairs in all', whole(pairs));
  figure('left by the index', `${whole(found.candidates)} (${((100 * found.candidates) / pairs).toFixed(1)} %)`);
  figure('eligible, scored, best kept for both sides', whole(found.eligible));
  figure('time', milliseconds((found.eligible / median(perSecond)) * 1_000));
  figure('eligible pairs a second', whole(median(perSecond)));
  figure('the same, looking at every pair of rows (sample)', whole(median(naivePerSecond)));
  const times = median(perSecond.map((rate, round) => rate / naivePerSecond[round]!));
  ratio({ name: 'times a look at every pair', ratio: times, goal: 'min', target: 20 });
}

function countEligible(rows: ReturnType<typeof city>, sample: ReturnType<typeof city>['graduates']): number {
  let eligible = 0;
  for (const graduate of sample) {
    for (const posting of rows.postings) {
      if (naiveScore(rows, SAMPLE_WEIGHTS, graduate, posting) !== null) eligible++;
    }
  }
  return eligible;
}

void main();
