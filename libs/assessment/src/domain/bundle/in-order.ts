import { AssessmentSubject } from '../model/assessment-subject';
import { OrganisationFacts, OrganisationRef } from '../model/facts';
import { Marks } from '../model/marks';
import { RankingInput } from '../model/ranking-bundle';

const SUBJECTS = Object.values(AssessmentSubject);

/**
 * The input in the one order that a bundle has. Corrections stay in the order they were decided in: one may start where
 * the one before ended.
 */
export function inOrder(input: RankingInput): RankingInput {
  return {
    ...input,
    schemes: [...input.schemes].sort((one, other) => SUBJECTS.indexOf(one.subject) - SUBJECTS.indexOf(other.subject)),
    organisations: [...input.organisations].sort(byOrganisation).map(withOrderedEvidence),
    marks: [...input.marks]
      .sort((one, other) => byOrganisation(one, other) || ascending(one.goal, other.goal))
      .map(withOrderedMarks),
  };
}

export function byOrganisation(one: OrganisationRef, other: OrganisationRef): number {
  const bySubject = SUBJECTS.indexOf(one.subject) - SUBJECTS.indexOf(other.subject);
  return bySubject || one.organisationId - other.organisationId;
}

function withOrderedEvidence(organisation: OrganisationFacts): OrganisationFacts {
  const facts = Object.entries(organisation.facts).map(([code, fact]) => {
    const evidence = fact.evidence.map((each) => ({ ...each, ids: each.ids.toSorted((one, other) => one - other) }));
    return [code, { ...fact, evidence: evidence.sort((one, other) => ascending(one.type, other.type)) }];
  });
  return { ...organisation, facts: Object.fromEntries(facts) as OrganisationFacts['facts'] };
}

function withOrderedMarks(marks: Marks): Marks {
  return { ...marks, marks: [...marks.marks].sort((one, other) => one.marker - other.marker) };
}

const ascending = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
