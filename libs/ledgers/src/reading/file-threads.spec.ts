import { FileThreads } from './file-threads';
import type { ReaderMessage } from './reader-messages';

describe('reading in a thread', () => {
  it('tells the same as reading here', async () => {
    const csv = '学校代码,专业代码,专业名称\r\nS1,01,数控\r\nS1,02,\r\n';
    const messages: ReaderMessage[] = [];
    const request = {
      sources: [{ fileName: '专业.csv', content: new TextEncoder().encode(csv) }],
      dictionaries: {
        industryCodes: new Set<string>(),
        regionCodes: new Set<string>(),
        occupationCodes: new Set<string>(),
        coveredProvinces: new Set<string>(),
      },
      rejected: new Set<string>(),
    };
    for await (const message of new FileThreads().read(request)) messages.push(message);
    expect(messages).toMatchObject([
      {
        kind: 'ROWS',
        sheet: 'major',
        read: 2,
        good: [[2, ['S1', '01', '数控']]],
        bad: [{ row: 3, faults: [{ code: 'REQUIRED' }] }],
      },
      { kind: 'SHEET_END', place: { headerRow: 1 }, faults: [] },
    ]);
  });
});
