import { INDICATOR_TITLES, IndicatorCode } from '@sxbq/policy/vocabulary';
import { choice } from '../cells/choice.kind';
import { code } from '../cells/code.kind';
import { wholeNumber, year } from '../cells/number.kind';
import { CellProblem, ColumnKind } from '../cells/column-kind';
import { defineSheet, required, RowOf } from '../sheet-definition';

/** Indicators are exported by their code, as ledgers.md has them; their Chinese titles are understood as well. */
function indicator(): ColumnKind<IndicatorCode> {
  const known = choice(
    Object.values(IndicatorCode).map((value) => ({ value, title: value, synonyms: [INDICATOR_TITLES[value]] })),
  );
  return {
    ...known,
    read: (cell, dictionaries) => {
      const value = known.read(cell, dictionaries);
      if (!(value instanceof CellProblem)) return value;
      return new CellProblem('UNKNOWN_CODE', `没有这个指标代码；可用的有 ${Object.values(IndicatorCode).join('、')}。`);
    },
  };
}

/** 指标: a yearly number given to a school. Only a bureau gives it. */
export const quotaSheet = defineSheet({
  key: 'quota',
  name: '指标',
  columns: {
    schoolCode: required('学校代码', code(32)),
    year: required('年度', year()),
    indicatorCode: required('指标代码', indicator(), { width: 18 }),
    amount: required('指标值', wholeNumber({ min: 0, max: 4_294_967_295 }), { official: true }),
  },
  naturalKey: ['schoolCode', 'year', 'indicatorCode'],
  references: [{ to: 'school', fields: ['schoolCode'], blame: 'schoolCode' }],
  fact: 'QUOTA',
});

export type QuotaRow = RowOf<typeof quotaSheet.columns>;
