const EMPTY = -1;

/** From an id to its index in an ascending list, in constant time and without an object per id. */
export class IdIndex {
  private readonly mask: number;
  private readonly slots: Int32Array;

  /** @param ids ascending, each once */
  constructor(private readonly ids: Uint32Array) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, ids.length * 2)));
    this.mask = size - 1;
    this.slots = new Int32Array(size).fill(EMPTY);
    for (let index = 0; index < ids.length; index++) this.slots[this.slotOf(ids[index]!)] = index;
  }

  /** The id's index, or −1 when the list does not have it. */
  of(id: number): number {
    return this.slots[this.slotOf(id)]!;
  }

  /** The slot that holds the id, or the empty one where it belongs. */
  private slotOf(id: number): number {
    let slot = (Math.imul(id, 0x9e3779b1) >>> 7) & this.mask;
    for (;;) {
      const index = this.slots[slot]!;
      if (index === EMPTY || this.ids[index] === id) return slot;
      slot = (slot + 1) & this.mask;
    }
  }
}
