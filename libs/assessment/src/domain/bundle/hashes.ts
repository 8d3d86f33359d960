import { createHash, hash } from 'node:crypto';

/**
 * What a hash is of, as its first byte: no node can pass for a leaf, no cell for a salt. Leaf and node as in RFC 9162.
 */
const TAGS = { leaf: '\u0000', node: '\u0001', cell: '\u0002', part: '\u0003', salt: '\u0004', scheme: '\u0005' };

const SALT_DIGITS = 32;

export type Sha256 = string;

export const leafHash = (text: string): Sha256 => hash('sha256', TAGS.leaf + text);

export const schemeHash = (text: string): Sha256 => hash('sha256', TAGS.scheme + text);

/** @param salt keeps a small number from being found by trying */
export const cellHash = (salt: string, text: string): Sha256 => hash('sha256', TAGS.cell + salt + text);

/** Of a part of a cell that may be withheld while the rest of the cell is shown. */
export const partHash = (salt: string, text: string): Sha256 => hash('sha256', TAGS.part + salt + text);

/** Salt of one cell; says nothing about the master salt or any other cell's. */
export function saltOf(master: string, organisation: string, path: string): string {
  return hash('sha256', `${TAGS.salt}${master}/${organisation}/${path}`).slice(0, SALT_DIGITS);
}

/** Salt of the withheld part of a cell, which the cell's own salt must not give away. */
export const partSaltOf = (master: string, organisation: string, path: string): string =>
  saltOf(master, organisation, `${path}#`);

/** Root of the tree over leaf hashes: pairs, level by level; an odd one is carried up (the tree of RFC 9162). */
export function treeRoot(leaves: readonly Sha256[]): Sha256 {
  if (leaves.length === 0) return hash('sha256', '');
  let level: readonly Buffer[] = leaves.map((leaf) => Buffer.from(leaf, 'hex'));
  while (level.length > 1) level = parents(level);
  return (level[0] as Buffer).toString('hex');
}

function parents(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let index = 0; index < level.length; index += 2) {
    const [left, right] = [level[index] as Buffer, level[index + 1]];
    above.push(right ? createHash('sha256').update(TAGS.node).update(left).update(right).digest() : left);
  }
  return above;
}
