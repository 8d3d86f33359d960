import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Defence
 * @property {string} row of docs/security.md
 * @property {string} file @property {string} find @property {string} put text of the file, and what stands there without it
 * @property {{find: string, put: string}} [also] a second place in the same file
 * @property {'spec' | 'db' | 'e2e'} config @property {string} spec the tests that must turn red
 * @property {string} [test] only the tests of this name
 */

/** @type {Defence[]} */
export const DEFENCES = JSON.parse(readFileSync(new URL('./defences.json', import.meta.url), 'utf8'));

/** @param {string} source @param {Defence} defence */
export function withoutDefence(source, { find, put, also }) {
  const places = [{ find, put }, ...(also ? [also] : [])];
  return places.reduce((text, place) => {
    const pieces = text.split(place.find);
    if (pieces.length !== 2) throw new Error(`'${place.find}' is there ${pieces.length - 1} times`);
    return pieces.join(place.put);
  }, source);
}
