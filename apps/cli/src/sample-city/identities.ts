import { CalendarDate, citizenIdCheckCharacter, unifiedSocialCreditCheckCharacter } from '@sxbq/kernel';
import type { Random } from './random';

const ORGANISATION_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Statistical functional areas: in the NBS county table, but never printed on an identity card. A number that begins
 * with one of them passes every check and belongs to nobody.
 */
export const FICTIONAL_ID_AREAS = [
  '320371',
  '320576',
  '320671',
  '320771',
  '320871',
  '320971',
  '321071',
  '321171',
  '321371',
] as const;

/** Registration authority and kind of a 统一社会信用代码: 工商企业, 社会团体, 民政其他, 事业单位. */
export type RegistrationKind = '91' | '51' | '59' | '12';

/** Hands out numbers that are valid by their check characters, fictional and never the same twice. */
export class IdentityMint {
  private readonly organisations = new Set<string>();
  private readonly people = new Set<string>();
  private phones = 0;

  constructor(private readonly random: Random) {}

  /**
   * A 统一社会信用代码 whose two check characters fit. The organisation part begins with XB, which no register gives
   * out. With `checkZero` its last character is 0, the one that some validators wrongly refuse.
   */
  creditCode(kind: RegistrationKind, regionCode: string, checkZero = false): string {
    for (;;) {
      let body = 'XB';
      while (body.length < 8) body += this.random.pick([...ORGANISATION_ALPHABET]);
      const code17 = `${kind}${regionCode}${body}${organisationCheckCharacter(body)}`;
      const code = `${code17}${unifiedSocialCreditCheckCharacter(code17)}`;
      if (this.organisations.has(code) || (checkZero && !code.endsWith('0'))) continue;
      this.organisations.add(code);
      return code;
    }
  }

  /** An 18-character 居民身份证号码 of a fictional person born on that day. */
  citizenId(bornOn: CalendarDate): string {
    for (;;) {
      const sequence = String(this.random.whole(1, 999)).padStart(3, '0');
      const body = `${this.random.pick(FICTIONAL_ID_AREAS)}${bornOn.replaceAll('-', '')}${sequence}`;
      const number = `${body}${citizenIdCheckCharacter(body)}`;
      if (this.people.has(number)) continue;
      this.people.add(number);
      return number;
    }
  }

  /** A mobile number of the prefix 169, which is not in use. */
  phone(): string {
    this.phones += 1;
    return `1690000${String(this.phones).padStart(4, '0')}`;
  }
}

/** The check character of an 8-character organisation code (GB 11714-1997). */
function organisationCheckCharacter(body: string): string {
  let sum = 0;
  for (let index = 0; index < 8; index++) {
    // Letters count 10 (A) to 35 (Z) here, not by their place in the USCC alphabet.
    sum += Number.parseInt(body[index] as string, 36) * (ORGANISATION_WEIGHTS[index] as number);
  }
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}
