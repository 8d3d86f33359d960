import { plainToInstance } from 'class-transformer';
import { EntityIdField } from './entity-id';

class Input {
  @EntityIdField() id?: number | null;
  @EntityIdField() ids?: number[] | null;
}

describe('an ID field of an input', () => {
  it('becomes a row id, alone or in a list', () => {
    expect(plainToInstance(Input, { id: '7', ids: ['1', '2'] })).toEqual({ id: 7, ids: [1, 2] });
    expect(plainToInstance(Input, { id: null, ids: null })).toEqual({ id: null, ids: null });
    expect(plainToInstance(Input, {})).toEqual({});
  });

  it.each([{ id: '1 OR 1=1' }, { id: '0' }, { id: '-1' }, { id: '99999999999' }, { ids: ['1', 'x'] }])(
    'refuses %j',
    (plain) => {
      expect(() => plainToInstance(Input, plain)).toThrow(expect.objectContaining({ code: 'ID_MALFORMED' }));
    },
  );
});
