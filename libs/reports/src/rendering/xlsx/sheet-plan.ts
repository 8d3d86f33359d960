import type { StyleName } from './styles';

/** A number as text is written digit for digit; null leaves the cell empty. */
export type CellContent = string | number | null | { readonly decimal: string } | StyledCell;

export interface StyledCell {
  readonly content: string | number | { readonly decimal: string };
  readonly style: StyleName;
}

export interface ColumnPlan {
  readonly title: string;
  /** In characters of the default font; a Chinese character takes two. */
  readonly width: number;
  readonly style: StyleName;
}

/** One sheet: a title, a note, one row of column titles, the rows; charts to the right or below. */
export interface SheetPlan {
  readonly name: string;
  readonly title: string;
  readonly note: string;
  readonly columns: readonly ColumnPlan[];
  readonly rows: readonly (readonly CellContent[])[];
  /** Columns that stay in sight beside the three top rows. */
  readonly frozenColumns: number;
  readonly charts?: readonly ChartPlan[];
}

/** Where a sheet's rows begin (1-based): below title, note and column titles. */
export const FIRST_ROW = 4;

export interface ChartPlan {
  readonly kind: 'BAR' | 'LINE';
  readonly title: string;
  readonly valueTitle: string;
  readonly series: readonly SeriesPlan[];
  /** Upper left and lower right cell, 0-based. */
  readonly from: CellPlace;
  readonly to: CellPlace;
  /** Values are shown from here on; null: as the program chooses. */
  readonly minimum: number | null;
  /** Ranks: the smallest number on top. */
  readonly reversed?: boolean;
}

export interface CellPlace {
  readonly column: number;
  readonly row: number;
}

/** Cells of the chart's own sheet, 0-based, and what they hold. */
export interface SeriesPlan {
  readonly name: CellRange<string>;
  readonly categories: CellRange<string>;
  readonly values: CellRange<string | null>;
}

export interface CellRange<T> {
  readonly from: CellPlace;
  readonly to: CellPlace;
  readonly contents: readonly T[];
}
