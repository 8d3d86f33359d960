import { FactCode } from '../facts/fact-code';
import { Correction } from '../model/correction';
import { Fact, OrganisationFacts, OrganisationRef, organisationKey } from '../model/facts';
import { Marks } from '../model/marks';
import { PublicCorrection, PublicFact, PublicMark } from '../model/public-bundle';
import { GoalScore, RankingRow } from '../model/ranking';
import { canonicalJson } from './canonical-json';
import { cellHash, partHash, partSaltOf, saltOf, Sha256 } from './hashes';

/** Everything a bundle says about one organisation. */
export interface Holding {
  readonly organisation: OrganisationFacts;
  readonly marks: readonly Marks[];
  readonly corrections: readonly Correction[];
  /** null: no scheme asks for its subject. */
  readonly row: RankingRow | null;
}

/** A cell as it is sealed: what may be shown of it, beside the hash of what never is. */
export interface Cell {
  readonly path: string;
  readonly content: PublicFact | PublicMark | PublicCorrection | GoalScore;
}

export const factPath = (code: FactCode): string => `facts/${code}`;
export const markPath = (goal: string): string => `marks/${goal}`;
export const correctionPath = (number: number): string => `corrections/${number}`;
export const goalPath = (goal: string): string => `goals/${goal}`;

/** The cells of one organisation, each with the hashes of its withheld part in place. */
export function cellsOf({ organisation, marks, corrections, row }: Holding, master: string): Cell[] {
  const key = organisationKey(organisation);
  const facts = Object.entries(organisation.facts) as [FactCode, Fact][];
  return [
    ...facts.map(([code, fact]) => factCell(code, fact, key, master)),
    ...marks.map((each) => markCell(each, key, master)),
    ...corrections.map((each, number) => correctionCell(each, number, key, master)),
    ...goalCells(row?.goals ?? []),
  ];
}

export function goalCells(goals: readonly GoalScore[]): Cell[] {
  return goals.map((score) => ({ path: goalPath(score.goal), content: score }));
}

/** Hashes of cells by path. */
export function hashCells(cells: readonly Cell[], saltFor: (path: string) => string): Record<string, Sha256> {
  return Object.fromEntries(cells.map(({ path, content }) => [path, cellHash(saltFor(path), canonicalJson(content))]));
}

/** Salts of the organisation's cells, from the master. */
export function saltsOf(organisation: OrganisationRef, master: string): (path: string) => string {
  const key = organisationKey(organisation);
  return (path) => saltOf(master, key, path);
}

function factCell(code: FactCode, { evidence, ...fact }: Fact, key: string, master: string): Cell {
  const path = factPath(code);
  return { path, content: { ...fact, evidence: withheld(evidence, key, path, master) } };
}

function markCell({ goal, final, marks, moderated }: Marks, key: string, master: string): Cell {
  const path = markPath(goal);
  return { path, content: { goal, final, sheet: withheld({ marks, moderated }, key, path, master) } };
}

function correctionCell(
  { target, from, to, reason, objectionId }: Correction,
  number: number,
  key: string,
  master: string,
): Cell {
  const path = correctionPath(number);
  return { path, content: { target, from, to, number, grounds: withheld({ reason, objectionId }, key, path, master) } };
}

function withheld(part: unknown, key: string, path: string, master: string): Sha256 {
  return partHash(partSaltOf(master, key, path), canonicalJson(part));
}
