import { DomainError } from './errors/domain-error';
import { entityId } from './identifiers';
import { checkedPage } from './paging';
import { maskIdNumber, maskPhone } from './personal-data/masks';

describe('paging', () => {
  it.each([
    [1, 0],
    [100, 5],
  ])('limit %i, offset %i is a page', (limit, offset) => {
    expect(checkedPage({ limit, offset })).toEqual({ limit, offset });
  });

  it.each([
    [10_000, 0, 'PAGE_SIZE_OUT_OF_RANGE'],
    [0, 0, 'PAGE_SIZE_OUT_OF_RANGE'],
    [1.5, 0, 'PAGE_SIZE_OUT_OF_RANGE'],
    [50, -1, 'PAGE_OFFSET_OUT_OF_RANGE'],
  ])('limit %f, offset %i is refused with %s', (limit, offset, code) => {
    expect(() => checkedPage({ limit, offset })).toThrow(expect.objectContaining({ code }) as DomainError);
  });
});

describe('ids', () => {
  it('reads plain positive whole numbers only', () => {
    expect(entityId('42')).toBe(42);
    for (const text of ['0', '-1', '1.5', '1e3', ' 1', '', '4294967296', "1' OR '1'='1"]) {
      expect(() => entityId(text)).toThrow(expect.objectContaining({ code: 'ID_MALFORMED' }) as DomainError);
    }
  });
});

describe('masks', () => {
  it('keep the first three and last four', () => {
    expect(maskIdNumber('320404199001011234')).toBe('320***********1234');
    expect(maskPhone('13812345678')).toBe('138****5678');
  });

  it('hide short values whole', () => {
    expect(maskPhone('1234567')).toBe('*******');
  });
});
