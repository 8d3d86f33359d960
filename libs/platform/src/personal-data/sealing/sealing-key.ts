/** One key ready for use: seals bytes with a name they are bound to, and opens them again. */
export interface SealingKey {
  /** Nonce, tag and ciphertext in one; never the same twice. */
  seal(boundTo: string, clear: Uint8Array): Buffer;
  /** Throws when a bit was changed, the name is another one, or the key is. */
  open(boundTo: string, sealed: Uint8Array): Buffer;
}

/** How values can be sealed; the name stands at the beginning of each value. */
export type SealingAlgorithm = 'aes' | 'sm4';
