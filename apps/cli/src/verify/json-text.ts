/**
 * The text of a JSON file, whatever a program made of its bytes when it was saved again: UTF-8 with or without a mark,
 * UTF-16 of either order with or without one. Without a mark the first sign tells, which in JSON is ASCII. Throws
 * TypeError for bytes that are none of these.
 */
export function jsonText(bytes: Buffer): string {
  return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
}

function encodingOf([first, second]: Buffer): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}
