import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NO_DICTIONARIES } from '../domain/cells/column-kind';
import { oddityOf } from '../workbook/testing/oddities';
import { readLedgers } from './ledger-reader';
import type { ReaderMessage } from './reader-messages';

/** What each of the generated ledgers reads as. */
const EXPECTED = path.join(__dirname, 'oddities.expected.txt');
const ODDITIES = 600;

/** One line: what was good, what was refused and warned of, and a digest of all that was read. */
async function lineOf(seed: number): Promise<string> {
  const source = await oddityOf(seed);
  const messages: ReaderMessage[] = [];
  const request = { sources: [source], dictionaries: NO_DICTIONARIES, rejected: new Set<string>() };
  for await (const message of readLedgers(request)) messages.push(message);
  const codes = new Set<string>();
  let [good, warnings] = [0, 0];
  for (const message of messages) {
    if (message.kind === 'ROWS') {
      good += message.good.length;
      for (const { faults } of message.bad) for (const { code } of faults) codes.add(code);
    } else if (message.kind === 'SHEET_END') for (const { code } of message.faults) codes.add(code);
    else if (message.kind === 'WARNINGS') warnings += message.warnings.length;
    else if (message.kind === 'REFUSED') for (const { code } of message.errors) codes.add(code);
    else if (message.kind === 'REFUSED_SHEET') codes.add(message.error.code);
  }
  const digest = createHash('sha256')
    .update(JSON.stringify(withoutSentences(messages)))
    .digest('hex')
    .slice(0, 16);
  const refused = [...codes].sort().join(',') || '-';
  return `${String(seed).padStart(4, '0')} ${source.fileName.replaceAll(' ', '')} good=${good} warnings=${warnings} ${refused} ${digest}`;
}

/** Sentences may be worded anew; what is read, and what is refused where, may not change unseen. */
function withoutSentences(messages: readonly ReaderMessage[]): unknown {
  return JSON.parse(JSON.stringify(messages, (key, value: unknown) => (key === 'message' ? undefined : value)));
}

describe('generated ledgers with the oddities of real ones', () => {
  /**
   * A line that differs is a ledger that is read in another way than before: look at it (oddityOf(seed)), and when the
   * new way is right, write the list anew with ODDITIES=write.
   */
  it('are read as they were read before', async () => {
    const lines: string[] = [];
    for (let seed = 1; seed <= ODDITIES; seed++) lines.push(await lineOf(seed));
    if (process.env['ODDITIES'] === 'write') writeFileSync(EXPECTED, `${lines.join('\n')}\n`);
    const expected = readFileSync(EXPECTED, 'utf8').trimEnd().split('\n');
    expect(lines.filter((line, index) => line !== expected[index])).toEqual([]);
    expect(expected).toHaveLength(ODDITIES);
  }, 60_000);

  it('hold every kind of refusal that they are made for, and enough good rows to see one change', () => {
    const list = readFileSync(EXPECTED, 'utf8');
    for (const code of ['FORMULA_ERROR', 'MERGED_CELLS', 'DATE_MALFORMED', 'DIGITS_LOST', 'REQUIRED']) {
      expect(list).toContain(code);
    }
    const good = [...list.matchAll(/good=(\d+)/g)].reduce((sum, [, rows]) => sum + Number(rows), 0);
    expect(good).toBeGreaterThan(300);
  });
});
