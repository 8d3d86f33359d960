import type { Dictionaries } from '../domain/cells/column-kind';
import type { SheetErrors } from '../workbook/raw-row';
import type { LedgerSource, ReaderMessage } from './reader-messages';

/** What a reading thread is started with. */
export type ThreadTask =
  | {
      readonly task: 'READ';
      readonly sources: readonly LedgerSource[];
      readonly dictionaries: Dictionaries;
      readonly rejected: ReadonlySet<string>;
    }
  /** A copy of the files with the 错误 column, sent back in pieces. */
  | {
      readonly task: 'ANNOTATE';
      readonly sources: readonly LedgerSource[];
      readonly errors: readonly SheetErrors[];
      readonly rows: 'all' | 'bad';
    };

/** Thread → owner. */
export type ThreadMessage<Item> =
  | { readonly kind: 'ITEM'; readonly item: Item }
  | { readonly kind: 'DONE' }
  | { readonly kind: 'FAILED'; readonly error: string };

/** Owner → thread: one more item may be sent. */
export interface ThreadCredit {
  readonly kind: 'CREDIT';
}

/** Items under way at most; keeps memory bounded when the database is slower than the reader. */
export const CREDITS = 3;

export type ReadItem = ReaderMessage;
/** A piece of a file. */
export type AnnotateItem = Uint8Array;
