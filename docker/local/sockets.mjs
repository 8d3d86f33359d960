import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Systems give a socket's path 104 (macOS) to 108 (Linux) bytes. */
const LONGEST = 100;

/**
 * @param {string} directory the server's own folder
 * @param {string} name such as 'mariadb.sock'
 * @param {string} [temporary] where to go when the folder's path is too long for a socket
 * @returns {string} a path short enough to listen on; always the same one for the same folder
 */
export function socketPath(directory, name, temporary = os.tmpdir()) {
  const inside = path.join(directory, name);
  if (Buffer.byteLength(inside) <= LONGEST) return inside;
  const short = path.join(temporary, `sxbq-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  return path.join(short, name);
}
