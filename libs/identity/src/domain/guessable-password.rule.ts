/** Words of this product, which everybody who guesses will try. */
const PRODUCT_WORDS = ['sxbq', 'shixiao', 'baiqi', '十校百企', '十校', '百企'];

/** Shorter words, but Chinese ones, occur in a password by chance. */
const MIN_WORD_LENGTH = 3;

/** Signs that stand for letters: 'p@ssw0rd'. */
const STAND_INS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * True when the password has a word of its context in it: of the product, or one of `context`, such as the username or
 * the organisation's name (ASVS 5.0, 6.2.11).
 */
export function hasContextWord(password: string, context: readonly string[]): boolean {
  const text = password.toLowerCase();
  return [...PRODUCT_WORDS, ...context.flatMap(wordsOf)].some((word) => text.includes(word));
}

/** True for one to three characters over and over, which no list of passwords needs to name. */
export function isMonotonous(password: string): boolean {
  return /^(.{1,3})\1+$/su.test(password);
}

/**
 * What somebody with a list of common passwords tries first: the password itself without case, with letters for their
 * stand-ins, without a few digits and signs at its ends, and the piece of which it is a repetition. A password of which
 * one of these is on the list is common as well: it is how the list reaches lengths at which its own entries are few.
 */
export function guessesFor(password: string): string[] {
  const text = password.toLowerCase();
  const cores = [text, coreOf(text)];
  const plain = cores.map((form) => [...form].map((sign) => STAND_INS[sign] ?? sign).join(''));
  return [...new Set([...cores, ...plain].flatMap((form) => [form, pieceOf(form)]))];
}

function wordsOf(text: string): string[] {
  const whole = text.trim().toLowerCase();
  return [whole, ...whole.split(/[\s._-]+/u)].filter(
    (word) => word.length >= MIN_WORD_LENGTH || /^\p{Script=Han}{2}$/u.test(word),
  );
}

/** Without up to six digits and signs before and after its letters. */
function coreOf(text: string): string {
  return /^\P{L}{0,6}(\p{L}(?:.*\p{L})?)\P{L}{0,6}$/u.exec(text)?.[1] ?? text;
}

/** 'abc' of 'abcabcabc'; the text itself when it is no repetition. */
function pieceOf(text: string): string {
  return /^(.+?)\1+$/u.exec(text)?.[1] ?? text;
}
