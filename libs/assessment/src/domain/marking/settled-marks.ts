import { groupBy } from '@sxbq/kernel';
import { Marks, organisationKey, OrganisationRef } from '../model';
import { finalMark } from '../scoring/marked';
import { canonicalPoints } from './marked-points';

export interface GivenSeat extends OrganisationRef {
  readonly goal: string;
  readonly markerId: number;
  /** As stored; null: not given. */
  readonly points: string | null;
}

export interface Moderated extends OrganisationRef {
  readonly goal: string;
  readonly points: string;
}

const goalKey = (of: OrganisationRef & { readonly goal: string }): string => `${organisationKey(of)}:${of.goal}`;

/** What the marks of each goal come to; a goal with a seat that has no mark yet is left out. */
export function settledMarks(seats: readonly GivenSeat[], moderations: readonly Moderated[]): Marks[] {
  const moderatedOf = new Map(moderations.map((each) => [goalKey(each), canonicalPoints(each.points)]));
  return [...groupBy(seats, goalKey)].flatMap(([key, of]) => {
    const given = of.flatMap(({ markerId, points }) =>
      points === null ? [] : [{ marker: markerId, points: canonicalPoints(points) }],
    );
    const [first] = of;
    if (!first || given.length < of.length) return [];
    const { subject, organisationId, goal } = first;
    const moderated = moderatedOf.get(key) ?? null;
    return [{ subject, organisationId, goal, marks: given, moderated, final: finalMark({ marks: given, moderated }) }];
  });
}
