export { writeCsv, type CsvOutputEncoding } from './csv/write-csv';
export * from './open-workbook';
export { annotateWorkbook, type AnnotateOptions } from './output/annotate-workbook';
export { writeTemplate } from './output/write-template';
export { writeWorkbook } from './output/write-workbook';
export * from './raw-row';
export * from './reserved-names';
export * from './workbook.errors';
