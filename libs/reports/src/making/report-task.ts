import type { ReportKind } from '../domain/report-kind';
import type { ReportOptions } from '../domain/report-options';

/** What the thread is given: bundles as they lie in the database, options as data. */
export interface ReportTask {
  readonly kind: ReportKind;
  readonly bundle: Uint8Array;
  readonly earlier: readonly Uint8Array[];
  readonly options: ReportOptions;
}

/** What it answers, once. A refusal is a DomainError's parts, a fault its stack. */
export type ReportAnswer =
  | {
      readonly kind: 'DONE';
      readonly content: Uint8Array;
      readonly pages: number | null;
      readonly lines: number | null;
    }
  | { readonly kind: 'REFUSED'; readonly code: string; readonly message: string }
  | { readonly kind: 'FAILED'; readonly error: string };
