import { PublicKeys, publicKeysOf, SigningKey } from '@sxbq/kernel';
import { Config } from '@sxbq/platform';
import { registeredKeys, Rows } from '../persistence/chain-reads';

/**
 * Whose signatures count: the configured keys; without any, those that the database itself registers. The key that
 * signs today always stands for its own id.
 */
export async function trustedKeys(
  config: Pick<Config, 'AUDIT_PUBLIC_KEYS' | 'AUDIT_SIGNING_KEY'>,
  rows: Rows,
): Promise<PublicKeys> {
  const known = config.AUDIT_PUBLIC_KEYS ? publicKeysOf(config.AUDIT_PUBLIC_KEYS) : await registeredKeys(rows);
  if (!config.AUDIT_SIGNING_KEY) return known;
  const own = new SigningKey(config.AUDIT_SIGNING_KEY);
  return new Map([...known, [own.id, own.publicKey]]);
}
