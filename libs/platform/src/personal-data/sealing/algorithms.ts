import { AesGcmKey } from './aes-gcm';
import { SealingAlgorithm, SealingKey } from './sealing-key';
import { Sm4HmacKey } from './sm4-hmac';

/** Makes a key of the algorithm from 32 secret bytes. */
export const SEALING_KEYS: Readonly<Record<SealingAlgorithm, (secret: Buffer) => SealingKey>> = {
  aes: (secret) => new AesGcmKey(secret),
  sm4: (secret) => new Sm4HmacKey(secret),
};

/** The values of FIELD_CIPHER. */
export const PRESETS = { 'AES-256-GCM': 'aes', SM4: 'sm4' } as const satisfies Record<string, SealingAlgorithm>;
