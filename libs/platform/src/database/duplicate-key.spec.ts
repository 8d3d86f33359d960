import { duplicateKeyOf, refuseDuplicates } from './duplicate-key';

const databaseError = (errno: number, message: string) => Object.assign(new Error(message), { errno });

describe('duplicateKeyOf', () => {
  it.each([
    ['MariaDB', "Duplicate entry 'A' for key 'ix_school_code'"],
    ['MySQL', "Duplicate entry 'A' for key 'school.ix_school_code'"],
    ['a value with quotes and dots', "Duplicate entry 'a.b for key 'x'' for key 'ix_school_code'"],
  ])('reads the index from the message of %s', (_server, message) => {
    expect(duplicateKeyOf(databaseError(1062, message))).toBe('ix_school_code');
  });

  it('leaves other errors alone', () => {
    expect(duplicateKeyOf(databaseError(1213, 'Deadlock found'))).toBeNull();
    expect(duplicateKeyOf(new Error('x'))).toBeNull();
  });
});

describe('refuseDuplicates', () => {
  const refuse = refuseDuplicates({ ix_a: () => new Error('taken') });

  it('throws the error of the index', () => {
    expect(() => refuse(databaseError(1062, "Duplicate entry '1' for key 'ix_a'"))).toThrow('taken');
  });

  it('throws an unknown index and any other error as they are', () => {
    const other = databaseError(1062, "Duplicate entry '1' for key 'ix_b'");
    expect(() => refuse(other)).toThrow(other);
    expect(() => refuse(new Error('gone'))).toThrow('gone');
  });
});
