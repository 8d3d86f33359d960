/**
 * A round in canonical form: participants by ascending id, named by their index from 0; every graduate's choices in
 * order; beside each choice how the posting sees that graduate. Equal inputs give equal markets.
 */
export interface Market {
  readonly seed: string;
  readonly graduateIds: Uint32Array;
  readonly postingIds: Uint32Array;
  readonly capacities: Int32Array;
  /** Acceptable graduates who name the posting among their choices. */
  readonly applicants: Int32Array;
  /** Graduate g's choices are `choiceOffsets[g]` up to, without, `choiceOffsets[g + 1]`; best first. */
  readonly choiceOffsets: Int32Array;
  /** The posting of each choice. */
  readonly choices: Int32Array;
  /** Choices the graduate ranked; those after them were completed by score. */
  readonly ownChoices: Int32Array;
  /** The graduate's place in the posting's strict order: lower is better, unique within a posting; below 0 refused. */
  readonly priorities: Float64Array;
}

/** Priority of a pair that does not meet the hard constraints. */
export const NOT_ELIGIBLE = -1;
/** Priority of a graduate whom the posting did not rank, when it did not agree to a completion by score. */
export const NOT_RANKED = -2;

/** A graduate without a place, a choice without an index. */
export const NONE = -1;

/** Participants of a side at most: a priority holds a graduate's lot in its lowest 21 bits. */
export const MAX_PARTICIPANTS = 2 ** 21;
export const MAX_RANK = 65_535;
export const MAX_SCORE = 10_000;
