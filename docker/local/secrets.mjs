// Development secrets: made once, kept beside the data that they unlock, readable by their owner alone.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LOCAL } from './paths.mjs';
import { LauncherError } from './say.mjs';

const MAKERS = {
  FIELD_ENCRYPTION_KEYS: () => `k1:${randomBytes(32).toString('base64')}`,
  BLIND_INDEX_KEY: () => randomBytes(32).toString('base64'),
  AUDIT_SIGNING_KEY: () => `a1:${randomBytes(32).toString('base64')}`,
  ASSESSMENT_SIGNING_KEY: () => `y1:${randomBytes(32).toString('base64')}`,
  databasePassword: () => randomBytes(18).toString('hex'),
  runTimePassword: () => randomBytes(18).toString('hex'),
  sealerPassword: () => randomBytes(18).toString('hex'),
};

/**
 * @param {string} [file]
 * @returns {Record<keyof typeof MAKERS, string>}
 */
export function secrets(file = path.join(LOCAL, 'secrets.json')) {
  const kept = read(file);
  const missing = Object.keys(MAKERS).filter((name) => !(name in kept));
  if (missing.length === 0) return kept;
  const all = { ...kept, ...Object.fromEntries(missing.map((name) => [name, MAKERS[name]()])) };
  mkdirSync(path.dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify(all, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(aside, file);
  return all;
}

/** A damaged file is not replaced: without its keys the data could not be read any more. */
function read(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new LauncherError(
      `${file} 已损坏，而已有数据要靠其中的密钥才能解读。请从备份恢复它；或删除整个 .local 从头开始。`,
      `${file} is damaged: restore it, or delete .local to start afresh.`,
    );
  }
}
