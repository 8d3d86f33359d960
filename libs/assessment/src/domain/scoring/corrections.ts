import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { Correction, CorrectionTarget } from '../model/correction';
import { DecimalText } from '../model/decimal-text';
import { Fact, OrganisationFacts, organisationKey } from '../model/facts';
import { Marks } from '../model/marks';
import { FactCode } from '../facts/fact-code';
import { Ratio } from './ratio';

/** What counts after the corrections: facts and final marks of one organisation. */
export interface Standing {
  readonly organisation: OrganisationFacts;
  readonly finals: ReadonlyMap<string, DecimalText>;
}

/** A correction that does not start from what counted: somebody else's stood in between, or it is not this bundle's. */
export interface StaleCorrection {
  readonly correction: Correction;
  readonly found: DecimalText | null;
}

/** Facts and marks of each organisation with the corrections applied, in the order they are given. */
export function standings(
  organisations: readonly OrganisationFacts[],
  marks: readonly Marks[],
  corrections: readonly Correction[],
): { standings: Standing[]; stale: StaleCorrection[] } {
  const byKey = new Map(organisations.map((each) => [organisationKey(each), changeable(each)]));
  for (const each of marks) byKey.get(organisationKey(each))?.finals.set(each.goal, each.final);
  const stale: StaleCorrection[] = [];
  for (const correction of corrections) {
    const standing = byKey.get(organisationKey(correction));
    const found = standing ? current(standing, correction.target) : null;
    if (standing === undefined || found !== correction.from) stale.push({ correction, found });
    if (standing) apply(standing, correction);
  }
  return { standings: [...byKey.values()], stale };
}

interface Changeable {
  organisation: OrganisationFacts;
  readonly finals: Map<string, DecimalText>;
}

const changeable = (organisation: OrganisationFacts): Changeable => ({ organisation, finals: new Map() });

function current({ organisation, finals }: Changeable, target: CorrectionTarget): DecimalText | null {
  if (target.kind === 'MARK') return finals.get(target.goal) ?? null;
  return organisation.facts[target.fact]?.value ?? null;
}

function apply(standing: Changeable, { target, to }: Correction): void {
  if (target.kind === 'MARK') {
    standing.finals.set(target.goal, to);
    return;
  }
  const { facts } = standing.organisation;
  const corrected = correctedFact(target.fact, facts[target.fact], to);
  standing.organisation = { ...standing.organisation, facts: { ...facts, [target.fact]: corrected } };
}

function correctedFact(code: FactCode, fact: Fact | undefined, value: DecimalText): Fact {
  const target = fact?.target ?? null;
  const met = target === null ? null : isMet(code, Ratio.of(value), Ratio.of(target));
  return { value, target, met, absence: null, reason: null, basis: null, evidence: fact?.evidence ?? [] };
}

/** Whether a value meets a target, by what the fact calls better. */
export function isMet(code: FactCode, value: Ratio, target: Ratio): boolean {
  return FACT_CATALOGUE[code].better === 'MORE' ? value.atLeast(target) : target.atLeast(value);
}
