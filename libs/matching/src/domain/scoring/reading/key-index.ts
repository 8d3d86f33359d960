/** Numbers keys from 0 in the order in which they are first met. */
export class KeyIndex<Key extends string | number> {
  private readonly indices = new Map<Key, number>();

  /** The key's number; a key met for the first time gets the next one. */
  indexOf(key: Key): number {
    const present = this.indices.get(key);
    if (present !== undefined) return present;
    this.indices.set(key, this.indices.size);
    return this.indices.size - 1;
  }

  /** The key's number, or undefined when it was never met. */
  find(key: Key): number | undefined {
    return this.indices.get(key);
  }

  get size(): number {
    return this.indices.size;
  }

  /** In the order of their numbers. */
  keys(): Key[] {
    return [...this.indices.keys()];
  }
}
