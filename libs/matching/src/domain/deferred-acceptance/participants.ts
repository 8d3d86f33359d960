import {
  capacityInvalid,
  graduateTwice,
  participantIdInvalid,
  postingTwice,
  roundEmpty,
  roundTooLarge,
} from '../../matching.errors';
import { IdIndex } from './id-index';
import { MAX_PARTICIPANTS } from './market';
import type { RoundInput } from './round-input';

/** Both sides by ascending id. */
export interface Participants {
  readonly graduates: Roll;
  readonly postings: Roll;
  readonly capacities: Int32Array;
}

export interface Roll {
  readonly ids: Uint32Array;
  readonly index: IdIndex;
  /** 1 for those who agreed to a completion by score. */
  readonly completes: Uint8Array;
}

/**
 * @throws ROUND_EMPTY, ROUND_TOO_LARGE, PARTICIPANT_ID_INVALID, GRADUATE_TWICE, POSTING_TWICE, CAPACITY_INVALID
 */
export function enrol({ graduates, postings }: RoundInput): Participants {
  const graduateRoll = rollOf(graduates, graduateTwice);
  const postingRoll = rollOf(postings, postingTwice);
  const capacities = new Int32Array(postings.ids.length);
  for (let row = 0; row < postings.ids.length; row++) {
    const capacity = postings.capacities[row]!;
    if (!(capacity > 0)) throw capacityInvalid(postings.ids[row]!, capacity);
    capacities[postingRoll.index.of(postings.ids[row]!)] = capacity;
  }
  return { graduates: graduateRoll, postings: postingRoll, capacities };
}

function rollOf(side: { ids: Uint32Array; completes: Uint8Array }, twice: (id: number) => Error): Roll {
  if (side.ids.length === 0) throw roundEmpty();
  if (side.ids.length > MAX_PARTICIPANTS) throw roundTooLarge(side.ids.length, MAX_PARTICIPANTS);
  const ids = side.ids.slice().sort();
  if (ids[0] === 0) throw participantIdInvalid();
  for (let position = 1; position < ids.length; position++) {
    if (ids[position] === ids[position - 1]) throw twice(ids[position]!);
  }
  const index = new IdIndex(ids);
  const completes = new Uint8Array(ids.length);
  for (let row = 0; row < side.ids.length; row++) completes[index.of(side.ids[row]!)] = side.completes[row]!;
  return { ids, index, completes };
}
