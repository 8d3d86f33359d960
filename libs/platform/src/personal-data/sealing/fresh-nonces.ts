import { randomBytes } from 'node:crypto';

const AT_ONCE = 256;

/** Fresh random bytes, each used once; drawn in bulk, which costs a fraction of drawing them one by one. */
export function freshNonces(bytes: number): () => Buffer {
  let spare = Buffer.alloc(0);
  return () => {
    if (spare.length === 0) spare = randomBytes(bytes * AT_ONCE);
    const nonce = spare.subarray(0, bytes);
    spare = spare.subarray(bytes);
    return nonce;
  };
}
