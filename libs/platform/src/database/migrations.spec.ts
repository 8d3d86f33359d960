import { readdirSync } from 'node:fs';
import { migrations } from './migrations';

describe('migrations', () => {
  it('are numbered without a gap, each listed once and in order', () => {
    const files = readdirSync(__dirname + '/migrations').filter((name) => /^\d{4}-.*\.ts$/.test(name));
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_name, index) => index + 1));
    const numbers = migrations.map((Migration) => Number((new Migration().name as string).slice(-13)));
    expect(numbers).toEqual(files.map((_name, index) => index + 1));
  });

  it('only go forward', async () => {
    for (const Migration of migrations) await expect(new Migration().down({} as never)).rejects.toThrow(/forward only/);
  });
});
