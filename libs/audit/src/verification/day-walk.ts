import { CalendarDate } from '@sxbq/kernel';
import { Breach, BreachKind, breachOf } from '../domain/breach';
import { dayOf, genesisOf, linkHash } from '../domain/chain';
import { SignedHead } from '../domain/head';
import { ChainLink, linksOf, Rows } from '../persistence/chain-reads';

/** Links read at a time: what one verification holds in memory, whatever the length of the chain. */
const PAGE = 2_000;

/** What walking along one day's chain came to. */
export interface DayWalk {
  /** Links that were found as they should be. */
  readonly entryCount: number;
  /** Entries that happened on an earlier day, whose chain was closed when they came. */
  readonly lateCount: number;
  readonly breach: Breach | null;
}

/** Follows one day's chain to its end or to the first link that is not what it was. */
export async function walkDay(rows: Rows, day: CalendarDate, heads: readonly SignedHead[]): Promise<DayWalk> {
  const headAt = new Map(heads.map((head) => [head.entryCount, head]));
  const closedAt = heads.find((head) => head.final)?.entryCount ?? Infinity;
  let previous: Buffer = genesisOf(day);
  let position = 0;
  let lateCount = 0;
  const ended = (breach: Breach | null): DayWalk => ({ entryCount: position, lateCount, breach });
  for (;;) {
    const page = await linksOf(rows, day, position, PAGE);
    if (page.length === 0) break;
    for (const [index, link] of page.entries()) {
      const kind =
        linkBreach(page, index, position + 1, previous) ?? headBreach(headAt.get(link.position), link, closedAt);
      if (kind) return ended(placed(kind, day, link, position + 1));
      if (link.entry && dayOf(link.entry) < day) lateCount += 1;
      previous = link.hash;
      position = link.position;
    }
  }
  const longest = heads.findLast((head) => head.entryCount > position);
  if (longest) return ended(breachOf(BreachKind.LINK_DELETED, { day, position: position + 1 }));
  return ended(null);
}

/** What is wrong with a link, given the hash that it must follow from. */
function linkBreach(page: readonly ChainLink[], index: number, expected: number, previous: Buffer): BreachKind | null {
  const { position, entry, hash } = page[index] as ChainLink;
  if (position !== expected) return BreachKind.LINK_DELETED;
  if (entry === null) return BreachKind.ENTRY_DELETED;
  return linkHash(previous, entry).equals(hash) ? null : mismatch(page, index, previous);
}

/** Which of the ways of tampering explains a hash that does not fit: looks at the links read with it. */
function mismatch(page: readonly ChainLink[], index: number, previous: Buffer): BreachKind {
  const { hash, entry } = page[index] as ChainLink;
  for (const other of page.slice(index + 1)) {
    if (other.entry === null) continue;
    const hashHere = linkHash(previous, other.entry);
    if (hashHere.equals(hash)) return BreachKind.ENTRIES_REORDERED;
    if (!hashHere.equals(other.hash)) continue;
    const movedBack = page.slice(index + 1).some((later) => entry && linkHash(later.hash, entry).equals(hash));
    return movedBack ? BreachKind.ENTRIES_REORDERED : BreachKind.ENTRY_INSERTED;
  }
  return BreachKind.ENTRY_CHANGED;
}

function headBreach(head: SignedHead | undefined, link: ChainLink, closedAt: number): BreachKind | null {
  if (link.position > closedAt) return BreachKind.LINK_INSERTED;
  return head && !head.lastHash.equals(link.hash) ? BreachKind.CHAIN_REWRITTEN : null;
}

function placed(kind: BreachKind, day: CalendarDate, { position, entryId }: ChainLink, expected: number): Breach {
  if (kind === BreachKind.LINK_DELETED) return breachOf(kind, { day, position: expected });
  return breachOf(kind, { day, position, entryId });
}
