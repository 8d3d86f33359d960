import { readFileSync } from 'node:fs';

/** @typedef {{file: string, find: string, put: string}} Place text of a file, and what stands there without the defence */

/**
 * @typedef {object} Defence
 * @property {string} row of docs/security.md
 * @property {string} file @property {string} find @property {string} put
 * @property {{file?: string, find: string, put: string}[]} [also] further places, where a second layer would hold
 * @property {'spec' | 'db' | 'e2e'} config @property {string} spec the tests that must turn red
 * @property {string} [test] only the tests whose names hold this
 */

/** @type {Defence[]} */
export const DEFENCES = JSON.parse(readFileSync(new URL('./defences.json', import.meta.url), 'utf8'));

/** @param {Defence} defence @returns {Place[]} */
export function placesOf({ file, find, put, also = [] }) {
  return [{ file, find, put }, ...also.map((place) => ({ file, ...place }))];
}

/** Each with a name of its own: its row and its number there. @param {Defence[]} defences */
export function numbered(defences) {
  const seen = new Map();
  return defences.map((defence) => {
    const number = (seen.get(defence.row) ?? 0) + 1;
    seen.set(defence.row, number);
    return { ...defence, name: `${defence.row}.${number}` };
  });
}

/** @param {string} source @param {Place} place */
export function withoutDefence(source, { find, put }) {
  const pieces = source.split(find);
  if (pieces.length !== 2) throw new Error(`'${find}' is there ${pieces.length - 1} times`);
  return pieces.join(put);
}
