import { createHash } from 'node:crypto';
import { OrganisationRef, organisationKey } from '../model';

/** Who may be drawn. */
export interface MarkerCandidate {
  readonly userId: number;
  /** Region prefixes in which they mark. */
  readonly regions: readonly string[];
  /** Keys of the organisations they belong to, which they never mark. */
  readonly belongsTo: ReadonlySet<string>;
}

export interface DrawnMarkers extends OrganisationRef {
  /** User ids of two different people. */
  readonly markers: readonly [number, number];
}

export interface MarkerLot {
  readonly drawn: readonly DrawnMarkers[];
  /** Organisations that fewer than two candidates may mark. */
  readonly unserved: readonly OrganisationRef[];
}

/**
 * Two markers for each organisation, by lot: of those who may, the two with the least to do; between equals SHA-256 of
 * seed, organisation and user decides, which whoever knows the seed can recompute.
 */
export function drawMarkers(
  seed: string,
  organisations: readonly (OrganisationRef & { readonly regionCode: string })[],
  candidates: readonly MarkerCandidate[],
): MarkerLot {
  const load = new Map(candidates.map(({ userId }) => [userId, 0]));
  const drawn: DrawnMarkers[] = [];
  const unserved: OrganisationRef[] = [];
  for (const { subject, organisationId, regionCode } of inOrder(organisations)) {
    const key = organisationKey({ subject, organisationId });
    const [first, second] = candidates
      .filter((candidate) => mayMark(candidate, key, regionCode))
      .map(({ userId }) => ({ userId, load: load.get(userId) as number, lot: lotOf(seed, key, userId) }))
      .sort((one, other) => one.load - other.load || (one.lot < other.lot ? -1 : 1));
    if (!first || !second) {
      unserved.push({ subject, organisationId });
      continue;
    }
    for (const { userId, load: had } of [first, second]) load.set(userId, had + 1);
    drawn.push({ subject, organisationId, markers: [first.userId, second.userId] });
  }
  return { drawn, unserved };
}

/** A marker marks what lies in their region, and nothing of their own. */
export function mayMark({ regions, belongsTo }: MarkerCandidate, key: string, regionCode: string): boolean {
  return !belongsTo.has(key) && regions.some((prefix) => regionCode.startsWith(prefix));
}

function lotOf(seed: string, key: string, userId: number): string {
  return createHash('sha256').update(`${seed}|${key}|${userId}`).digest('hex');
}

function inOrder<T extends OrganisationRef>(organisations: readonly T[]): T[] {
  return [...organisations].sort(
    (one, other) =>
      (one.subject < other.subject ? -1 : one.subject > other.subject ? 1 : 0) ||
      one.organisationId - other.organisationId,
  );
}
