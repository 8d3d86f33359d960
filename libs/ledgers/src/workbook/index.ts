export * from './open-workbook';
export * from './raw-row';
export * from './reserved-names';
export * from './workbook.errors';
