import { guessesFor, isMonotonous } from '../domain/guessable-password.rule';

let common: ReadonlySet<string> | undefined;

/**
 * Whether a password is on the list of the 49 233 most used ones, or is one of them with the usual disguise. The list
 * (@zxcvbn-ts/language-common, MIT) is unpacked at the first question: only those who choose a password need it.
 */
export async function isCommonPassword(password: string): Promise<boolean> {
  if (isMonotonous(password)) return true;
  const list = (common ??= await loadList());
  return guessesFor(password).some((guess) => list.has(guess));
}

async function loadList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}
