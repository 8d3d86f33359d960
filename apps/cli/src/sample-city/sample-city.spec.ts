import { createHash } from 'node:crypto';
import type { ExpectedCity } from './expected';
import { LedgerFile, sampleCityFiles } from './sample-city';

const OPTIONS = { asOf: '2026-11-22', seed: 3 };

async function generate(options = OPTIONS): Promise<{ files: LedgerFile[]; expected: ExpectedCity }> {
  const files: LedgerFile[] = [];
  const generator = sampleCityFiles(options);
  for (;;) {
    const next = await generator.next();
    if (next.done) return { files, expected: next.value };
    files.push(next.value);
  }
}

const digests = (files: readonly LedgerFile[]): string[] =>
  files.map(({ name, content }) => `${name} ${createHash('sha256').update(content).digest('hex')}`);

// Ten workbooks are written several times over; a busy machine takes its time.
jest.setTimeout(60_000);

describe('the files of the sample city', () => {
  let first: Awaited<ReturnType<typeof generate>>;

  beforeAll(async () => {
    first = await generate();
  });
  afterEach(() => jest.useRealTimers());

  it('are the same bytes for the same seed and date, whenever they are made', async () => {
    jest.useFakeTimers({
      now: new Date('2031-05-06T07:08:09Z'),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout'],
    });
    const second = await generate();
    expect(digests(second.files)).toEqual(digests(first.files));
    expect(second.expected).toEqual(first.expected);
  });

  it('differ with the seed, while the verdicts stay', async () => {
    const other = await generate({ ...OPTIONS, seed: 4 });
    expect(digests(other.files).filter((digest) => digests(first.files).includes(digest))).toEqual([]);
    expect(verdicts(other.expected)).toEqual(verdicts(first.expected));
  });

  it('are workbooks and CSVs, listed in the order to import them in', () => {
    expect(first.files.map(({ name }) => name)).toEqual(first.expected.files);
    expect(first.files.filter(({ name }) => name.endsWith('.xlsx'))).toHaveLength(10);
    const lists = ['企业培训.csv', '培训学员.csv', '教师挂职.csv', '机构成员.csv'];
    expect(first.files.slice(-4).map(({ name }) => name)).toEqual(lists);
  });
});

function verdicts(city: ExpectedCity): unknown {
  return Object.values(city.schools).map(({ overall, indicators }) => [
    overall,
    Object.values(indicators).map(({ verdict, measured, target }) => [verdict, measured, target]),
  ]);
}
