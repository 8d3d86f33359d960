import type { Lists, RankedLists, WeightedLists } from '../scoring-input';

/** Puts lists one after another into columns. */
export class ListBuilder {
  private readonly offsets: number[] = [0];
  private readonly values: number[] = [];

  add(list: readonly number[]): void {
    for (const value of list) this.values.push(value);
    this.offsets.push(this.values.length);
  }

  build(): Lists {
    return { offsets: Int32Array.from(this.offsets), values: Int32Array.from(this.values) };
  }
}

/** The same with a small number, 0–255, beside each value. */
export class NotedListBuilder {
  private readonly lists = new ListBuilder();
  private readonly notes: number[] = [];

  add(list: ReadonlyMap<number, number>): void {
    this.lists.add([...list.keys()]);
    for (const note of list.values()) this.notes.push(note);
  }

  weighted(): WeightedLists {
    return { ...this.lists.build(), percents: Uint8Array.from(this.notes) };
  }

  ranked(): RankedLists {
    return { ...this.lists.build(), ranks: Uint8Array.from(this.notes) };
  }
}
