/** Which of the two rule books passwords follow, chosen by PASSWORD_POLICY. */
export type PasswordPreset = 'asvs' | 'mlps';

export interface PasswordRules {
  /** Characters, both ends included. */
  readonly minLength: number;
  readonly maxLength: number;
  /** Of capital letters, small letters, digits, others: how many kinds must occur. */
  readonly minKinds: number;
  /** Days after which a new one must be chosen; null: never by age alone. */
  readonly maxAgeDays: number | null;
  /** How many earlier ones may not be chosen again, the present one not counted. */
  readonly remembered: number;
}

/**
 * - asvs: OWASP ASVS 5.0, 6.2: length counts, no composition rule (6.2.5), no change by age (6.2.10), common passwords
 *   (6.2.4) and words of the context (6.2.11) are refused. 12 characters where 8 is the least asked for (6.2.1).
 * - mlps: GB/T 22239-2019 level 3, 8.1.4.1 a): 身份鉴别信息具有复杂度要求并定期更换. The standard names no figures; these
 *   are the ones its assessors usually ask for. Common passwords and words of the context are refused here too.
 *
 * The longest is 128 (6.2.9 asks that at least 64 be allowed): argon2id hashes whatever it is given.
 */
export const PASSWORD_PRESETS: Readonly<Record<PasswordPreset, PasswordRules>> = {
  asvs: { minLength: 12, maxLength: 128, minKinds: 1, maxAgeDays: null, remembered: 0 },
  mlps: { minLength: 8, maxLength: 128, minKinds: 3, maxAgeDays: 90, remembered: 5 },
};
