import { Basis, Fact, FactAbsence, FactEvidence } from '../model/facts';
import { DecimalText } from '../model/decimal-text';

/** Digits after the point of a share or a quotient; further ones are cut, so that a target is reached by the whole alone. */
const DECIMALS = 4;

/** Of a number of things; `target` is what is asked of this very organisation. */
export function countFact(value: number, evidence: readonly FactEvidence[], target: number | null = null): Fact {
  return {
    value: String(value),
    target: target === null ? null : String(target),
    met: target === null ? null : value >= target,
    absence: null,
    reason: null,
    basis: null,
    evidence,
  };
}

/** What may be asked of a share, and whether it is met where another rule than the share itself decides that. */
export interface ShareTerms {
  readonly target?: number;
  readonly met?: boolean;
}

/** `counted` of `total` in percent; `total` is not 0. */
export function percentFact(basis: Basis, evidence: readonly FactEvidence[], terms: ShareTerms = {}): Fact {
  const { target = null, met = null } = terms;
  return {
    value: cutQuotient(100 * basis.counted, basis.total),
    target: target === null ? null : String(target),
    met,
    absence: null,
    reason: null,
    basis,
    evidence,
  };
}

/** How many of `counted` come to one of `total`; `total` is not 0. */
export function quotientFact(basis: Basis, evidence: readonly FactEvidence[]): Fact {
  return { ...percentFact(basis, evidence), value: cutQuotient(basis.counted, basis.total) };
}

/** There is no value, and why; the rows that were looked at stay to be followed. */
export function absentFact(absence: FactAbsence, reason: string, evidence: readonly FactEvidence[] = []): Fact {
  return { value: null, target: null, met: null, absence, reason, basis: null, evidence };
}

/** The rows of one type, ids ascending, each once; no rows are no evidence. `count` is theirs, or of the people behind them. */
export function evidenceOf(type: string, ids: Iterable<number>, count?: number): readonly FactEvidence[] {
  const sorted = [...new Set(ids)].sort((left, right) => left - right);
  return sorted.length === 0 ? [] : [{ type, ids: sorted, count: count ?? sorted.length }];
}

/** Exact, cut after 4 decimals; whole numbers in, the divisor above 0. */
export function cutQuotient(numerator: number, divisor: number): DecimalText {
  const scaled = (BigInt(numerator) * 10n ** BigInt(DECIMALS)) / BigInt(divisor);
  const digits = String(scaled).padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -DECIMALS) : `${digits.slice(0, -DECIMALS)}.${fraction}`;
}
