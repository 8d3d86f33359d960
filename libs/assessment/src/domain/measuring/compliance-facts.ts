import type { EvidenceItem, IndicatorResult, SchoolJudgement, ShareMeasured, ShareTarget } from '@sxbq/compliance';
import { FactCode } from '../facts/fact-code';
import { Fact, FactEvidence } from '../model/facts';
import { absentFact, countFact, cutQuotient, evidenceOf, percentFact } from './fact-values';

export type Facts = Readonly<Partial<Record<FactCode, Fact>>>;

/** Facts whose code is the indicator's own. */
const INDICATORS = ['PARTNERS', 'MAJORS', 'SENIOR_CLASSES', 'TRAINING', 'SECONDMENTS', 'COMMITTEE'] as const;

/** The six indicators as facts: verdict, target and reason are compliance's own, nothing is judged a second time. */
export function complianceFacts({ indicators }: SchoolJudgement): Facts {
  return Object.fromEntries(indicators.map((result) => [result.code, indicatorFact(result)]));
}

/** When the rules could not be applied: nothing is known, which must not read as nothing done. */
export function unjudgedFacts(): Facts {
  const fact = absentFact('NO_DATA', '该校数据相互矛盾，无法计算。');
  return Object.fromEntries(INDICATORS.map((code) => [code, fact]));
}

function indicatorFact(result: IndicatorResult): Fact {
  const { measured, target, verdict, reason } = result;
  const evidence = evidenceOfIndicator(result);
  if (measured === null || target === null) {
    const absence = verdict === 'NOT_APPLICABLE' ? 'NOT_APPLICABLE' : 'NO_DATA';
    return absentFact(absence, reason?.message ?? '无法计算。', evidence);
  }
  const met = verdict === 'PASS';
  if (result.code === 'MAJORS' && typeof measured === 'number' && typeof target === 'number') {
    return percentFact({ counted: measured, total: target }, evidence, { target: 100, met });
  }
  if (typeof measured === 'number') return countFact(measured, evidence, typeof target === 'number' ? target : null);
  return shareFact(measured, target as ShareTarget, met, evidence);
}

/** A share that heads may stand for is told by how far the better way has come; any other by itself. */
function shareFact(
  { counted, total }: ShareMeasured,
  { percent, heads }: ShareTarget,
  met: boolean,
  evidence: readonly FactEvidence[],
): Fact {
  const basis = { counted, total };
  if (heads === undefined) return percentFact(basis, evidence, { target: percent, met });
  const ways = [cutQuotient(10_000 * counted, percent * total), cutQuotient(100 * counted, heads)];
  const [better] = ways.sort((left, right) => Number(right) - Number(left)) as [string];
  return { ...percentFact(basis, evidence, { target: 100, met }), value: better };
}

/** Only what was counted: why a candidate was not is the indicator's own page. */
function evidenceOfIndicator({ evidence: { counted } }: IndicatorResult): FactEvidence[] {
  return [...Map.groupBy(counted, ({ type }) => type)].flatMap(([type, items]) =>
    evidenceOf(
      type,
      items.map(({ id }) => id),
      peopleOf(items),
    ),
  );
}

/** Students of classes and trainees of sessions; other rows count themselves. */
function peopleOf(items: readonly EvidenceItem[]): number | undefined {
  const people = items.map(({ heads, traineeIds }) => heads ?? traineeIds?.length);
  return people.includes(undefined) ? undefined : people.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
