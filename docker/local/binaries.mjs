import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** Where servers live although an ordinary user's PATH does not say so. */
export const USUAL_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin', '/sbin'];

/**
 * @param {string} name
 * @param {string} [searchPath] like PATH
 * @param {string[]} [also] folders looked into after it
 * @returns {string | undefined} the first executable file of that name
 */
export function findBinary(name, searchPath = process.env.PATH ?? '', also = USUAL_FOLDERS) {
  return [...searchPath.split(path.delimiter).filter(Boolean), ...also]
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
