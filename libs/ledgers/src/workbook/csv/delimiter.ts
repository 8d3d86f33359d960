const CANDIDATES = [',', '\t', ';'] as const;
export type Delimiter = (typeof CANDIDATES)[number];

const RECORDS_LOOKED_AT = 30;

/**
 * The delimiter that splits the most records of a text's beginning into one and the same number of fields; the comma
 * when none does. Title rows and stray commas inside other cells are outvoted; quoted fields are not looked into.
 */
export function sniffDelimiter(beginning: string): Delimiter {
  const records = splitRecords(beginning);
  const scored = CANDIDATES.map((delimiter, order) => ({ delimiter, order, ...score(records, delimiter) }));
  scored.sort((a, b) => b.agreeing - a.agreeing || b.count - a.count || a.order - b.order);
  return scored[0]!.delimiter;
}

/** The text outside quotes of each record. */
function splitRecords(text: string): string[] {
  const records: string[] = [];
  let record = '';
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n' || character === '\r') {
      if (record !== '') records.push(record);
      if (records.length >= RECORDS_LOOKED_AT) return records;
      record = '';
    } else record += character;
  }
  if (record !== '') records.push(record);
  return records;
}

function score(records: readonly string[], delimiter: Delimiter): { agreeing: number; count: number } {
  const votes = new Map<number, number>();
  for (const record of records) {
    const count = record.split(delimiter).length - 1;
    if (count > 0) votes.set(count, (votes.get(count) ?? 0) + 1);
  }
  let best = { agreeing: 0, count: 0 };
  for (const [count, agreeing] of votes) {
    if (agreeing > best.agreeing || (agreeing === best.agreeing && count > best.count)) best = { agreeing, count };
  }
  return best;
}
