import { canonicalJson } from '../domain/canonical-json';
import { genesisOf } from '../domain/chain';
import { chainedDays, ChainLink, linksOf, Rows } from '../persistence/chain-reads';
import { DayRange } from '../verification/chain-verifier';

const PAGE = 1_000;

/** One sealed entry with all that is needed to check its hash elsewhere. */
export interface ExportedEntry {
  readonly day: string;
  readonly position: number;
  /** Hex: SHA-256 of the bytes of `previousHash` and of `canonical` in UTF-8 is `hash`. */
  readonly previousHash: string;
  readonly hash: string;
  /** The entry as canonical JSON. */
  readonly canonical: string;
}

/** Sealed entries of the days, in the order of their chains, page by page. */
export async function* exportedEntries(rows: Rows, { from, to }: DayRange): AsyncGenerator<readonly ExportedEntry[]> {
  const days = (await chainedDays(rows)).filter(
    (day) => (from === undefined || day >= from) && (to === undefined || day <= to),
  );
  for (const day of days) {
    let previous: Buffer = genesisOf(day);
    for (let page = await linksOf(rows, day, 0, PAGE); page.length > 0;) {
      yield page.map((link) => {
        const entry = exported(day, link, previous);
        previous = link.hash;
        return entry;
      });
      page = await linksOf(rows, day, (page.at(-1) as ChainLink).position, PAGE);
    }
  }
}

function exported(day: string, { position, hash, entry }: ChainLink, previous: Buffer): ExportedEntry {
  const canonical = entry === null ? '' : canonicalJson(entry);
  return { day, position, previousHash: previous.toString('hex'), hash: hash.toString('hex'), canonical };
}
