import { Facts } from './compliance-facts';
import { countFact, evidenceOf } from './fact-values';
import { AgreementRow, FilledRow, PeopleRow, PostingRow } from './rows';
import { renewals, sumOf } from './school-facts';

/** Rows of one enterprise. */
export interface EnterpriseRows {
  readonly agreements: readonly AgreementRow[];
  readonly postings: readonly PostingRow[];
  readonly filled: readonly FilledRow[];
  readonly teachers: readonly PeopleRow[];
  readonly trained: readonly PeopleRow[];
}

/** An enterprise's scorecard, as far as records tell it. */
export function enterpriseFacts({ agreements, postings, filled, teachers, trained }: EnterpriseRows): Facts {
  const inForce = agreements.filter((agreement) => agreement.inForce).map(({ id }) => id);
  return {
    AGREEMENTS: countFact(inForce.length, evidenceOf('AGREEMENT', inForce)),
    AGREEMENT_RENEWALS: renewals(agreements),
    // Also what was done under agreements that have ended since.
    EXECUTIONS: sumOf('AGREEMENT', agreements, ({ executions }) => executions),
    POSTS_OFFERED: sumOf('JOB_POSTING', postings, ({ heads }) => heads),
    POSTS_FILLED: sumOf('JOB_POSTING', filled, ({ placed }) => placed),
    TEACHERS_HOSTED: sumOf('SECONDMENT', teachers, ({ people }) => people),
    TRAINING_HEADS: sumOf('TRAINING_SESSION', trained, ({ people }) => people),
  };
}
