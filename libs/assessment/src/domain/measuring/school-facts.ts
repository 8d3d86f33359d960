import { Fact } from '../model/facts';
import { Facts } from './compliance-facts';
import { absentFact, countFact, evidenceOf, percentFact, quotientFact } from './fact-values';
import { AgreementRow, CohortRow, FilledRow, OfferRow, PeopleRow } from './rows';

/** Rows of one school. */
export interface SchoolRows {
  readonly agreements: readonly AgreementRow[];
  readonly cohorts: readonly CohortRow[];
  readonly filled: readonly FilledRow[];
  readonly teachers: readonly PeopleRow[];
  readonly offers: readonly OfferRow[];
}

/** What a school's records say beside the indicators. */
export function schoolFacts({ agreements, cohorts, filled, teachers, offers }: SchoolRows): Facts {
  return {
    EXECUTIONS_PER_AGREEMENT: executionsPerAgreement(agreements),
    AGREEMENT_RENEWALS: renewals(agreements),
    GRADUATES_DOCKED: sumOf('GRADUATE_COHORT', filled, ({ placed }) => placed),
    GRADUATES_PLACED_RATE: placedRate(cohorts),
    GRADUATES_RELATED_RATE: relatedRate(cohorts),
    TEACHERS_SECONDED: sumOf('SECONDMENT', teachers, ({ people }) => people),
    TRAINING_MENU: sumOf('TRAINING_OFFER', offers, () => 1),
  };
}

/** Agreements this year's renewals brought; the rows are the renewing ones. */
export function renewals(agreements: readonly AgreementRow[]): Fact {
  const renewing = agreements.filter(({ renewal }) => renewal).map(({ id }) => id);
  return countFact(renewing.length, evidenceOf('AGREEMENT', renewing));
}

/** The sum over rows, which stand as evidence as far as they add to it. */
export function sumOf<Row extends { readonly id: number }>(
  type: string,
  rows: readonly Row[],
  amountOf: (row: Row) => number,
): Fact {
  const adding = rows.filter((row) => amountOf(row) > 0);
  const total = adding.reduce((sum, row) => sum + amountOf(row), 0);
  return countFact(
    total,
    evidenceOf(
      type,
      adding.map(({ id }) => id),
      total,
    ),
  );
}

/** Depth of cooperation: what was done, by agreements in force on D. */
function executionsPerAgreement(agreements: readonly AgreementRow[]): Fact {
  const inForce = agreements.filter((agreement) => agreement.inForce);
  if (inForce.length === 0) return absentFact('NO_DATA', '基准日没有生效的协议。');
  const executions = inForce.reduce((sum, agreement) => sum + agreement.executions, 0);
  const evidence = evidenceOf(
    'AGREEMENT',
    inForce.map(({ id }) => id),
  );
  return quotientFact({ counted: executions, total: inForce.length }, evidence);
}

function placedRate(cohorts: readonly CohortRow[]): Fact {
  const { heads, placedBefore, placed, evidence } = totals(cohorts);
  if (heads === 0) return absentFact('NO_DATA', '本届没有登记毕业生。', evidence);
  return percentFact({ counted: placedBefore + placed, total: heads }, evidence);
}

/** Only who was placed through the platform: of the others it is not known what they work as. */
function relatedRate(cohorts: readonly CohortRow[]): Fact {
  const { placed, related, evidence } = totals(cohorts);
  if (placed === 0) return absentFact('NO_DATA', '本届没有经平台落实就业的毕业生，无法计算对口率。', evidence);
  return percentFact({ counted: related, total: placed }, evidence);
}

function totals(cohorts: readonly CohortRow[]) {
  const sum = (of: (cohort: CohortRow) => number): number => cohorts.reduce((total, row) => total + of(row), 0);
  const heads = sum((cohort) => cohort.heads);
  const evidence = evidenceOf(
    'GRADUATE_COHORT',
    cohorts.map(({ id }) => id),
    heads,
  );
  return {
    heads,
    evidence,
    placedBefore: sum((cohort) => cohort.placedBefore),
    placed: sum((cohort) => cohort.placed),
    related: sum((cohort) => cohort.related),
  };
}
