import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leftBehind } from '../support/left-behind';
import { idNumber } from '../support/ledger-files';

const PHONE = '13800005678';
/** Its check character would be another one. */
const WRONG_CHECK = '110105194912310021';

// test/jest/last-things-last.cjs runs this file after every journey.
describe('after all journeys (assurance D1)', () => {
  it('no ID number and no mobile number stands in a table, a Redis key, a job, a log or a temporary file', () => {
    const { journeys, logLines, found } = leftBehind();
    expect(found).toEqual({});
    expect(journeys).toBeGreaterThan(0);
    expect(logLines).toBeGreaterThan(10);
  });

  it('a single one would be found, wherever it stood', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'left-'));
    try {
      mkdirSync(path.join(root, 'logs'));
      mkdirSync(path.join(root, 'tmp'));
      const log = path.join(root, 'logs', 'a.log');
      writeFileSync(log, `{"level":30,"msg":"GET /graphql","code":"${'9'.repeat(18)}","took":0.${PHONE}}\n`);
      writeFileSync(path.join(root, 'at-rest.jsonl'), '{}\n');
      expect(leftBehind(root)).toEqual({ journeys: 1, logLines: 1, found: {} });
      appendFileSync(log, `{"msg":"no trainee ${idNumber(1)}"}\n`);
      appendFileSync(log, `{"msg":"${WRONG_CHECK}"}\n`);
      writeFileSync(path.join(root, 'tmp', 'x.bin'), Buffer.from(`\0\u0001${PHONE}\0`));
      appendFileSync(path.join(root, 'at-rest.jsonl'), `{"outbox_event":["${PHONE}"]}\n`);
      expect(leftBehind(root).found).toEqual({
        'logs/a.log': [idNumber(1), WRONG_CHECK],
        'tmp/x.bin': [PHONE],
        outbox_event: [PHONE],
      });
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
