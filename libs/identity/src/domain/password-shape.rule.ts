import { PasswordRules } from './password-preset';

/** Kinds of characters that complexity counts: 大写字母、小写字母、数字、其他. */
const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];

export type PasswordFault = 'LENGTH' | 'COMPLEXITY';

/** What of length and complexity a password lacks; null when nothing. */
export function passwordFault(password: string, rules: PasswordRules): PasswordFault | null {
  const length = [...password].length;
  if (length < rules.minLength || length > rules.maxLength) return 'LENGTH';
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  return kinds < rules.minKinds ? 'COMPLEXITY' : null;
}

/** True once the password is older than the rules allow. */
export function isPasswordExpired(changedAt: Date, rules: PasswordRules, now: Date): boolean {
  return rules.maxAgeDays !== null && now.getTime() - changedAt.getTime() > rules.maxAgeDays * 86_400_000;
}
