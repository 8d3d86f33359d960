import { createHash } from 'node:crypto';

/** How a round's seed comes about. */
export enum RoundLotOrigin {
  /** Drawn when the round was made, as before 0.3.1. */
  AT_CREATION = 'AT_CREATION',
  /** From a secret committed to at the opening and a public draw after the ranks are frozen. */
  PUBLIC_DRAW = 'PUBLIC_DRAW',
  /** That of a round that was cancelled when its lot was known: a lot is not drawn again. */
  INHERITED = 'INHERITED',
}

export const ROUND_LOT_ORIGIN_TITLES: Readonly<Record<RoundLotOrigin, string>> = {
  [RoundLotOrigin.AT_CREATION]: '建立时产生（旧版）',
  [RoundLotOrigin.PUBLIC_DRAW]: '公开开奖号码',
  [RoundLotOrigin.INHERITED]: '沿用已取消的一场',
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is shown of the secret from the opening on. */
export const commitmentOf = (secret: string): string => sha256(secret);

/** The seed; whoever knows the secret and the drawn numbers recomputes it: printf %s '<secret>/<numbers>' | sha256sum */
export const seedOf = (secret: string, drawValue: string): string => sha256(`${secret}/${drawValue}`);

const WIDE = /[\uFF01-\uFF5E]/g;

/** Drawn numbers as they are compared and hashed: narrow signs, one blank between two; null when they are none. */
export function drawValueOf(given: string): string | null {
  const narrow = given.replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  const value = narrow
    .trim()
    .split(/[\s\u3000]+/)
    .join(' ');
  return /^(?=.*\d)[\d +,|-]{1,64}$/.test(value) ? value : null;
}
