import { newRequestContext, runInContext } from '../observability/request-context';
import { datedLoader } from './dated-loader';

describe('datedLoader', () => {
  it('asks once per date, and null for what is not there', async () => {
    const asked: [string, readonly number[]][] = [];
    const batch = (date: string, ids: readonly number[]) => {
      asked.push([date, ids]);
      return Promise.resolve(new Map(ids.filter((id) => id !== 9).map((id) => [id, `${id} on ${date}`])));
    };
    const key = Symbol('test');
    const values = await runInContext(newRequestContext(), () =>
      Promise.all(
        (
          [
            [1, '2024-01-01'],
            [2, '2024-01-01'],
            [1, '2024-02-29'],
            [1, '2024-01-01'],
            [9, '2024-01-01'],
          ] as const
        ).map(([id, date]) => datedLoader(key, batch)(id, date)),
      ),
    );
    expect(values).toEqual(['1 on 2024-01-01', '2 on 2024-01-01', '1 on 2024-02-29', '1 on 2024-01-01', null]);
    expect(asked).toEqual([
      ['2024-01-01', [1, 2, 9]],
      ['2024-02-29', [1]],
    ]);
  });
});
