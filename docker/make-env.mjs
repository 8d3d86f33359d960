// Writes docker/.env with fresh secrets for compose.yml. What an existing file has is kept, for the data depends on its
// keys; what a later release asks for is added.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** @returns {Record<string, string>} a value for each variable that compose.yml requires */
export function freshEnvironment() {
  return {
    DATABASE_PASSWORD: randomBytes(18).toString('hex'),
    APP_DATABASE_PASSWORD: randomBytes(18).toString('hex'),
    AUDIT_DATABASE_PASSWORD: randomBytes(18).toString('hex'),
    REDIS_PASSWORD: randomBytes(18).toString('hex'),
    FIELD_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
    AUDIT_SIGNING_KEY: `a1:${randomBytes(32).toString('base64')}`,
    ASSESSMENT_SIGNING_KEY: `y1:${randomBytes(32).toString('base64')}`,
    // As compose.yml publishes the API: on this machine alone, with nothing before it.
    PROXY_HOPS: '0',
    PUBLIC_ORIGIN: 'http://localhost:3000',
  };
}

/** @param {string} present text of an .env file @returns {string} lines for the variables that it lacks */
export function missingLines(present) {
  const lacking = Object.entries(freshEnvironment()).filter(([name]) => !new RegExp(`^${name}=`, 'm').test(present));
  return lacking.map(([name, value]) => `${name}=${value}\n`).join('');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = path.join(import.meta.dirname, '.env');
  const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const added = missingLines(present);
  if (added !== '') {
    writeFileSync(file, `${present}${present === '' || present.endsWith('\n') ? '' : '\n'}${added}`, { mode: 0o600 });
    process.stderr.write('✓ 已写入 docker/.env（请妥善备份：丢失密钥则无法解读已加密的个人信息）\n');
    process.stderr.write(
      '  对外服务前请改两项：PUBLIC_ORIGIN（门户的对外地址）、PROXY_HOPS（API 前的反向代理层数）。\n',
    );
  } else {
    process.stderr.write('docker/.env 已齐备，保留不动。\n');
  }
}
