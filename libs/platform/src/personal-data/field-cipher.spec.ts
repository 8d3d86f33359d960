import { FieldCipher } from './field-cipher';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
type Preset = 'AES-256-GCM' | 'SM4';
const config = (keys: string, preset: Preset = 'AES-256-GCM') => ({
  FIELD_ENCRYPTION_KEYS: keys,
  BLIND_INDEX_KEY: key(9),
  FIELD_CIPHER: preset,
});

describe.each(['AES-256-GCM', 'SM4'] as const)('field encryption with %s (assurance D1)', (preset) => {
  const cipher = new FieldCipher(config(`k1:${key(1)}`, preset));

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
    for (let at = sealed.indexOf(':') + 1; at < sealed.length - 2; at++) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      expect(() => cipher.decrypt('trainee.id_number', changed)).toThrow();
    }
  });

  it('reads values of an older key after rotation, and says when a key is gone', () => {
    const old = cipher.encrypt('school.contact_phone', '13800000000');
    const rotated = new FieldCipher(config(`k2:${key(2)},k1:${key(1)}`, preset));
    expect(rotated.decrypt('school.contact_phone', old)).toBe('13800000000');
    expect(rotated.encrypt('school.contact_phone', '13800000000')).toMatch(/^(aes|sm4)\.k2:/);
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

describe('values of other times', () => {
  it('reads what release 0.1.0 wrote', () => {
    // Made by release 0.1.0 with this key.
    const written = 'k1:BwcHBwcHBwcHBwcHEKC3DDepc_HxABQ234vLSLzA0pQ_noGRKao0';
    expect(new FieldCipher(config(`k1:${key(1)}`, 'SM4')).decrypt('school.contact_phone', written)).toBe('13800000000');
  });

  it('reads values of the other algorithm, and says of each value which it is', () => {
    const aes = new FieldCipher(config(`k1:${key(1)}`));
    const sm4 = new FieldCipher(config(`k1:${key(1)}`, 'SM4'));
    expect(aes.encrypt('trainee.id_number', 'x')).toMatch(/^aes\.k1:/);
    expect(sm4.encrypt('trainee.id_number', 'x')).toMatch(/^sm4\.k1:/);
    expect(aes.decrypt('trainee.id_number', sm4.encrypt('trainee.id_number', 'x'))).toBe('x');
    expect(sm4.decrypt('trainee.id_number', aes.encrypt('trainee.id_number', 'x'))).toBe('x');
    expect(() => sm4.decrypt('trainee.id_number', 'des.k1:AAAA')).toThrow(/algorithm/);
  });
});
