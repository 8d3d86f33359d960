// Writes docker/.env with fresh secrets for compose.yml. An existing file is kept: the data depends on its keys.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** @returns {Record<string, string>} a value for each variable that compose.yml requires */
export function freshEnvironment() {
  return {
    DATABASE_PASSWORD: randomBytes(18).toString('hex'),
    REDIS_PASSWORD: randomBytes(18).toString('hex'),
    FIELD_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = path.join(import.meta.dirname, '.env');
  const text = Object.entries(freshEnvironment()).map(([name, value]) => `${name}=${value}\n`);
  try {
    writeFileSync(file, text.join(''), { flag: 'wx', mode: 0o600 });
    process.stderr.write('✓ 已写入 docker/.env（请妥善备份：丢失密钥则无法解读已加密的个人信息）\n');
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    process.stderr.write('docker/.env 已存在，保留不动。\n');
  }
}
