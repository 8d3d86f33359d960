import { evidenceTitle, organisationWord } from '../../../domain/organisation-words';
import type { FactView } from '../../../domain/organisation-view';
import type { GoalView, RankingView, RowView } from '../../../domain/ranking-view';
import type { ReportOptions } from '../../../domain/report-options';
import type { CellContent, SheetPlan } from '../sheet-plan';
import { sheetName, sheetNote, WITHHELD_CELL } from './sheet-texts';

/** 依据: for each number the rows it came from, by id and count; never a person's data. */
export function evidenceSheet(view: RankingView, options: ReportOptions): SheetPlan {
  const word = organisationWord(view.subject);
  return {
    name: sheetName('依据', view),
    title: `${view.year}年度十校百企${word}考核依据`,
    note: sheetNote(view, options),
    columns: [
      { title: `${word}代码`, width: 22, style: 'text' },
      { title: `${word}名称`, width: 34, style: 'text' },
      { title: '目标', width: 22, style: 'text' },
      { title: '指标', width: 26, style: 'text' },
      { title: '数值', width: 12, style: 'decimal' },
      { title: '目标值', width: 12, style: 'decimal' },
      { title: '单位', width: 8, style: 'centred' },
      { title: '依据类型', width: 18, style: 'text' },
      { title: '依据数量', width: 11, style: 'integer' },
      { title: '依据编号', width: 60, style: 'oneLine' },
      { title: '说明', width: 44, style: 'oneLine' },
    ],
    rows: view.rows.flatMap((row) => row.cells.flatMap((cell) => rowsOf(row, cell))),
    frozenColumns: 2,
  };
}

function rowsOf({ row }: RowView, cell: GoalView): CellContent[][] {
  const head = [row.code, row.name, cell.goal.title];
  const marked = cell.goal.components.some(({ measure }) => measure.kind === 'MARKED');
  return [
    ...(marked ? [[...head, '评委打分', markOf(cell), null, '分', null, null, null, cell.score?.reason ?? null]] : []),
    ...cell.facts.flatMap((view) => factRows(head, view, cell)),
  ];
}

/** The mark that counts, of the component that people score. */
function markOf({ goal, score }: GoalView): CellContent {
  const component = goal.components.find(({ measure }) => measure.kind === 'MARKED');
  const scored = score?.components.find((each) => each.component === component?.code);
  return score === null ? WITHHELD_CELL : number(scored?.value ?? null);
}

function factRows(head: readonly string[], view: FactView, { score }: GoalView): CellContent[][] {
  const { fact, title, unit, scored } = view;
  if (fact === null) return [[...head, title, WITHHELD_CELL, null, unit, null, null, null, null]];
  const measured = [...head, title, number(scored), number(fact.target), unit];
  const corrected = scored === fact.value ? null : `公示后更正，原为${fact.value ?? '无数据'}`;
  const note = corrected ?? fact.reason ?? score?.reason ?? null;
  if (fact.evidence.length === 0) return [[...measured, null, null, null, note]];
  return fact.evidence.map(({ type, ids, count }) => [...measured, evidenceTitle(type), count, ids.join('、'), note]);
}

const number = (text: string | null): CellContent => (text === null ? null : { decimal: text });
