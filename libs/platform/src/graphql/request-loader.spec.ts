import { Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { currentContext, newRequestContext, runInContext } from '../observability/request-context';
import { requestLoader } from './request-loader';

const NAMES = Symbol('names');
const school = (schoolId: number): Principal => ({ ...SYSTEM_PRINCIPAL, role: Role.SCHOOL, schoolId });

/** What the principal of the moment sees under the id, as a scoped statement would have it. */
const namesInScope = (ids: readonly number[]): Promise<ReadonlyMap<number, string>> => {
  const owner = currentContext()?.principal?.schoolId;
  return new Promise((resolve) =>
    setTimeout(() => resolve(new Map(ids.map((id) => [id, `${id} as school ${owner} sees it`]))), Math.random() * 3),
  );
};

describe('a loader', () => {
  it('belongs to one request and one principal, however requests interleave (assurance A6)', async () => {
    const seen = await Promise.all(
      Array.from({ length: 1_000 }, (_, at) => {
        const schoolId = (at % 2) + 1;
        return runInContext(newRequestContext(school(schoolId)), async () => {
          const first = requestLoader(NAMES, namesInScope).load(7);
          await new Promise((resolve) => setImmediate(resolve));
          return [schoolId, await first, await requestLoader(NAMES, namesInScope).load(7)] as const;
        });
      }),
    );
    for (const [schoolId, ...names] of seen) {
      expect(names).toEqual([`7 as school ${schoolId} sees it`, `7 as school ${schoolId} sees it`]);
    }
  });

  it('asks once for what one request wants several times, and is shared with nobody outside of a request', async () => {
    const batch = jest.fn(namesInScope);
    await runInContext(newRequestContext(school(1)), () =>
      Promise.all([1, 2, 1].map((id) => requestLoader(NAMES, batch).load(id))),
    );
    expect(batch).toHaveBeenCalledTimes(1);
    expect(requestLoader(NAMES, batch)).not.toBe(requestLoader(NAMES, batch));
  });
});
