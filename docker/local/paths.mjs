import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Everything the launcher keeps: data, logs, secrets, state. Git-ignored; deleting it starts afresh. */
export const LOCAL = path.join(ROOT, '.local');

export const DIST = path.join(ROOT, 'dist');

/** Compiled code of the product's modules, kept by Node between its processes: a command starts a fifth faster. */
export const COMPILE_CACHE = path.join(LOCAL, 'compile-cache');
