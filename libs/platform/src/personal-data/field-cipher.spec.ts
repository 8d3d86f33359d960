import { FieldCipher } from './field-cipher';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const config = (keys: string) => ({ FIELD_ENCRYPTION_KEYS: keys, BLIND_INDEX_KEY: key(9) });

describe('field encryption (assurance D1)', () => {
  const cipher = new FieldCipher(config(`k1:${key(1)}`));

  it('gives back what was put in, and never the same ciphertext twice', () => {
    const first = cipher.encrypt('trainee.id_number', '11010519491231002X');
    expect(first).not.toContain('11010519491231002X');
    expect(cipher.encrypt('trainee.id_number', '11010519491231002X')).not.toBe(first);
    expect(cipher.decrypt('trainee.id_number', first)).toBe('11010519491231002X');
    expect(first.length).toBeLessThanOrEqual(255);
  });

  it('refuses a ciphertext moved to another field, or changed by a bit', () => {
    const sealed = cipher.encrypt('trainee.id_number', '11010519491231002X');
    expect(() => cipher.decrypt('school.contact_phone', sealed)).toThrow();
    const at = sealed.length - 3;
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
    expect(() => cipher.decrypt('trainee.id_number', changed)).toThrow();
  });

  it('reads values of an older key after rotation, and says when a key is gone', () => {
    const old = cipher.encrypt('school.contact_phone', '13800000000');
    const rotated = new FieldCipher(config(`k2:${key(2)},k1:${key(1)}`));
    expect(rotated.decrypt('school.contact_phone', old)).toBe('13800000000');
    expect(rotated.encrypt('school.contact_phone', '13800000000')).toMatch(/^k2:/);
    expect(() => new FieldCipher(config(`k2:${key(2)}`)).decrypt('school.contact_phone', old)).toThrow(/k1/);
  });

  it('indexes equal values alike within a kind, and kinds apart', () => {
    const index = cipher.blindIndex('id-number', '11010519491231002X');
    expect(index).toHaveLength(43);
    expect(cipher.blindIndex('id-number', '11010519491231002X')).toBe(index);
    expect(cipher.blindIndex('phone', '11010519491231002X')).not.toBe(index);
  });

  it('seals bytes, bound to their place', () => {
    const bytes = Buffer.from([0, 1, 2, 255, 0]);
    const sealed = cipher.sealBytes('ledger_file_chunk.7.0', bytes);
    expect(cipher.openBytes('ledger_file_chunk.7.0', sealed)).toEqual(bytes);
    expect(() => cipher.openBytes('ledger_file_chunk.7.1', sealed)).toThrow();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => cipher.openBytes('ledger_file_chunk.7.0', sealed)).toThrow();
  });
});
