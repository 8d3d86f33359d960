import { PassThrough } from 'node:stream';
import { createLogger, NestLogger } from './logger';

const ID_NUMBER = '11010519491231002X';
const PHONE = '13812345678';

describe('the log (assurance D1)', () => {
  const written = (work: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] => {
    const output = new PassThrough();
    work(createLogger({ LOG_LEVEL: 'info' }, 'spec', output));
    const text = String(output.read() ?? '');
    expect(text).not.toContain(ID_NUMBER);
    expect(text).not.toContain(PHONE);
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  it('hides fields by name', () => {
    const [line] = written((logger) => logger.info({ input: { idNumber: ID_NUMBER }, token: 't' }, 'x'));
    expect(line).toMatchObject({ input: { idNumber: '[hidden]' }, token: '[hidden]' });
  });

  it('masks numbers wherever they stand: in messages, stacks, lists', () => {
    const error = new Error(`Duplicate entry '7-${ID_NUMBER}' for key 'x'`);
    const [first, second] = written((logger) => {
      logger.warn({ tried: [PHONE], deep: { a: { b: { c: ID_NUMBER } } } }, `no trainee ${ID_NUMBER}`);
      new NestLogger(logger).error(error);
    });
    expect(first).toMatchObject({ tried: ['138****5678'], msg: 'no trainee 110***********002X' });
    expect(second?.['stack']).toMatch(/7-110\*{11}002X/);
  });
});
