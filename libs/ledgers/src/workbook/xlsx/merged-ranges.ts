import type { MergedRange } from '../raw-row';
import { damagedFile } from '../workbook.errors';
import type { ZipParts } from './zip-parts';

/** A workbook's own limit is far higher; a ledger with so many is none that could be read. */
const MAX_RANGES = 100_000;
/** Longest tag that is looked for across two chunks. */
const LONGEST_TAG = 256;
const TAG = /<(?:[A-Za-z]\w*:)?mergeCell\s[^<>]*?\bref\s*=\s*["']\s*([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})/g;

/**
 * The merged cells of a sheet, in order of their first row. They stand behind the rows, so the part is inflated once
 * more to find them; only what follows the first mention is looked at closely, markup being unmistakable in XML text.
 */
export async function mergedRanges(parts: ZipParts, part: string): Promise<MergedRange[]> {
  const found: MergedRange[] = [];
  let rest: Buffer = NOTHING;
  for await (const chunk of parts.scanned(part)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const at = bytes.indexOf('mergeCell');
    if (at >= 0) collect(bytes.toString('latin1', Math.max(0, at - LONGEST_TAG)), found);
    if (found.length > MAX_RANGES) throw damagedFile(parts.fileName, 'too many merged cells', part);
    rest = openTagOf(bytes);
  }
  return found.sort((a, b) => a.top - b.top);
}

function collect(text: string, found: MergedRange[]): void {
  for (const [, left, top, right, bottom] of text.matchAll(TAG)) {
    const range = { top: Number(top), bottom: Number(bottom), left: columnOf(left!), right: columnOf(right!) };
    if (range.bottom >= range.top && range.right >= range.left) found.push(range);
  }
}

const NOTHING = Buffer.alloc(0);
/** A tag that breaks off before it is known what tag it is, or in the one looked for. */
const MAY_BE_MERGED = /^<(?:[A-Za-z]\w*:?)?$|^<(?:[A-Za-z]\w*:)?(?:[A-Za-z]*$|mergeCell\s)/;

/** The bytes of a tag that the chunk breaks off in; none of a tag that is another. */
function openTagOf(bytes: Buffer): Buffer {
  const end = bytes.subarray(Math.max(0, bytes.length - LONGEST_TAG));
  const at = end.lastIndexOf('<');
  if (at < 0 || end.includes('>', at)) return NOTHING;
  return MAY_BE_MERGED.test(end.toString('latin1', at)) ? end.subarray(at) : NOTHING;
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
