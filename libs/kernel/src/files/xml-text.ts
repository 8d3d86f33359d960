/** Excel's limit for one cell. */
export const MAX_CELL_CHARACTERS = 32_767;

const MARKUP = /[&<>"]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 cannot hold, a CR that it would change, and text that already looks like such an escape. */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}|_(?=x[0-9a-fA-F]{4}_)/gu;

/** Text for an attribute or a plain element. */
export function escapeXml(text: string): string {
  return text.replace(MARKUP, (character) => ENTITIES[character]!);
}

/** Text for a cell: what XML cannot carry becomes _xHHHH_, as Excel does it (ST_Xstring). */
export function escapeCellText(text: string): string {
  const safe = text.replace(
    UNSAFE,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
  return escapeXml(safe);
}

/** 0 → 'A', 25 → 'Z', 26 → 'AA'. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Columns that a text takes up: a wide character counts as two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! >= 0x1100 ? 2 : 1;
  return width;
}
