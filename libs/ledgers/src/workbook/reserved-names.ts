/** Hidden sheet in which a template keeps its longer drop-down lists; the reader passes over it. */
export const CHOICES_SHEET_NAME = '＿选项';

/** Title of the column that annotateWorkbook adds. */
export const ERROR_COLUMN_TITLE = '错误';
