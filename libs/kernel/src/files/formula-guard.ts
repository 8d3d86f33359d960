/**
 * A text cell of a CSV that starts with one of these would run as a formula when a spreadsheet program opens the file
 * (assurance D4). It is written with an apostrophe in front; a text that already has apostrophes there gets one more,
 * so that reading takes exactly one away and nothing is ever lost.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^''*[=+\-@\t\r\n＝＋－＠]/;

export function guardFormula(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

export function unguardFormula(text: string): string {
  return text.charCodeAt(0) === 0x27 && GUARDED.test(text) ? text.slice(1) : text;
}
