import { ImportCounts, ImportWarning, LedgerError } from '@sxbq/ledgers';
import Table from 'cli-table3';

/** Errors shown in one table; all of them are in --json and in the annotated copy. */
const SHOWN_ERRORS = 200;
const SHOWN_WARNINGS = 20;

const PLAIN = { head: [], border: [] };

/** Bad cells: where, what stands there, and how to mend it; wide characters count as two columns. */
export function errorTable(errors: readonly LedgerError[], total: number): string {
  const table = new Table({ head: ['文件', '工作表', '行', '列', '值', '代码', '说明'], style: PLAIN });
  for (const { file, sheet, row, column, value, code, message } of errors.slice(0, SHOWN_ERRORS)) {
    table.push([file, sheet, row ?? '', column ?? '', value ?? '', code, message]);
  }
  const rest = total - Math.min(errors.length, SHOWN_ERRORS);
  return rest > 0 ? `${table.toString()}\n另有 ${rest} 处错误没有列出。` : table.toString();
}

/** Sheet × what became of its rows. */
export function countsTable(counts: ImportCounts): string {
  const table = new Table({
    head: ['工作表', '新增', '更新', '未变', '有误'],
    style: PLAIN,
    colAligns: ['left', 'right', 'right', 'right', 'right'],
  });
  for (const [sheet, { created, updated, unchanged, rejected }] of Object.entries(counts)) {
    table.push([sheet, created, updated, unchanged, rejected]);
  }
  return table.toString();
}

export function warningLines(warnings: readonly ImportWarning[]): string[] {
  const lines = warnings.slice(0, SHOWN_WARNINGS).map(({ file, message }) => `注意：${file}：${message}`);
  const rest = warnings.length - lines.length;
  return rest > 0 ? [...lines, `注意：另有 ${rest} 条提示没有列出。`] : lines;
}
