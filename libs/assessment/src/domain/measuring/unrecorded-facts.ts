import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { FactCode } from '../facts/fact-code';
import { AssessmentSubject } from '../model/assessment-subject';
import { Facts } from './compliance-facts';
import { absentFact, countFact } from './fact-values';

/**
 * Every fact of the subject that neither the records nor an officer told: unknown, with the reason. Only of what counts
 * against an organisation is nothing written down as good as none.
 */
export function withUnrecorded(subject: AssessmentSubject, known: Facts): Facts {
  const facts: Partial<Record<FactCode, Facts[FactCode]>> = { ...known };
  for (const code of codesOf(subject)) facts[code] ??= unrecorded(code);
  return facts;
}

const BY_SUBJECT = Object.fromEntries(
  Object.values(AssessmentSubject).map((subject) => [
    subject,
    Object.values(FactCode).filter((code) => FACT_CATALOGUE[code].subjects.includes(subject)),
  ]),
) as Record<AssessmentSubject, FactCode[]>;

const codesOf = (subject: AssessmentSubject): readonly FactCode[] => BY_SUBJECT[subject];

function unrecorded(code: FactCode) {
  const { title, source, better } = FACT_CATALOGUE[code];
  if (better === 'LESS') return countFact(0, []);
  return absentFact('NO_DATA', source === 'OFFICER' ? `主管部门尚未登记“${title}”。` : `平台没有“${title}”的记录。`);
}
