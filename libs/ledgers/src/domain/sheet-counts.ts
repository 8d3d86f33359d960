/** What became of the rows of one sheet, over all files of an import. */
export interface SheetCounts {
  readonly created: number;
  readonly updated: number;
  /** Rows equal to what is stored already; they were not touched. */
  readonly unchanged: number;
  /** Rows with at least one bad cell. */
  readonly rejected: number;
}

/** Chinese sheet name → counts, in the order sheets are applied. */
export type ImportCounts = Readonly<Record<string, SheetCounts>>;

export const NO_ROWS: SheetCounts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };

/** The sum over all sheets. */
export function totalOf(counts: ImportCounts): SheetCounts {
  return Object.values(counts).reduce(
    (sum, sheet) => ({
      created: sum.created + sheet.created,
      updated: sum.updated + sheet.updated,
      unchanged: sum.unchanged + sheet.unchanged,
      rejected: sum.rejected + sheet.rejected,
    }),
    NO_ROWS,
  );
}
