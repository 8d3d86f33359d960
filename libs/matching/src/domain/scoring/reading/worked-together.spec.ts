import { workedTogether } from './worked-together';

describe('what a school and an enterprise have done together', () => {
  it.each([
    [{ inForce: false, everInForce: false, placed: 0 }, 0],
    [{ inForce: false, everInForce: true, placed: 0 }, 30],
    [{ inForce: true, everInForce: true, placed: 0 }, 60],
    [{ inForce: true, everInForce: true, placed: 3 }, 90],
    [{ inForce: true, everInForce: true, placed: 50 }, 100],
    [{ inForce: false, everInForce: false, placed: 50 }, 40],
  ])('%j counts %d', (record, value) => expect(workedTogether(record)).toBe(value));
});
