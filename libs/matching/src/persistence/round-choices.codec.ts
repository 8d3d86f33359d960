import type { RoundOutcome } from '../domain/deferred-acceptance/round-outcome';

/**
 * One graduate's choices in bytes, little-endian: how many are their own (2), which one holds, 0 for none (2), how many
 * there are (2), then for each one up to the one that holds its posting (4) and what became of it (1). Choices below it
 * were never looked at and are not kept.
 */
const HEAD = 6;
const EACH = 5;

/** What `explainPlacement` needs of one graduate. */
export type ChoicesOfOne = Pick<
  RoundOutcome,
  'placedChoices' | 'choiceOffsets' | 'choicePostingIds' | 'choiceOutcomes' | 'ownChoices'
>;

/** @param graduate index into `outcome.graduateIds` */
export function packChoices(outcome: ChoicesOfOne, graduate: number): Buffer {
  const first = outcome.choiceOffsets[graduate]!;
  const count = outcome.choiceOffsets[graduate + 1]! - first;
  const placed = outcome.placedChoices[graduate]!;
  const kept = placed === 0 ? count : placed;
  const bytes = Buffer.allocUnsafe(HEAD + EACH * kept);
  bytes.writeUInt16LE(outcome.ownChoices[graduate]!, 0);
  bytes.writeUInt16LE(placed, 2);
  bytes.writeUInt16LE(count, 4);
  for (let choice = 0; choice < kept; choice++) {
    bytes.writeUInt32LE(outcome.choicePostingIds[first + choice]!, HEAD + EACH * choice);
    bytes.writeUInt8(outcome.choiceOutcomes[first + choice]!, HEAD + EACH * choice + 4);
  }
  return bytes;
}

/** The outcome of a round of that one graduate; choices that were not kept name no posting. */
export function unpackChoices(bytes: Buffer): ChoicesOfOne {
  const count = bytes.readUInt16LE(4);
  const kept = (bytes.length - HEAD) / EACH;
  const choicePostingIds = new Uint32Array(count);
  const choiceOutcomes = new Uint8Array(count);
  for (let choice = 0; choice < kept; choice++) {
    choicePostingIds[choice] = bytes.readUInt32LE(HEAD + EACH * choice);
    choiceOutcomes[choice] = bytes.readUInt8(HEAD + EACH * choice + 4);
  }
  return {
    placedChoices: Int32Array.of(bytes.readUInt16LE(2)),
    choiceOffsets: Int32Array.of(0, count),
    choicePostingIds,
    choiceOutcomes,
    ownChoices: Int32Array.of(bytes.readUInt16LE(0)),
  };
}
