import type { Transaction } from '@sxbq/platform';
import type { CellFault } from '../../domain/sheet-definition';
import type { ComparedRow } from '../sheet-store';

/** What only the database can say against rows that would be written, asked for many at once. */
export interface BatchCheck {
  /** One list per row, in their order; empty: nothing stands against it. */
  faultsOf(tx: Transaction, rows: readonly ComparedRow[]): Promise<readonly (readonly CellFault[])[]>;
}
