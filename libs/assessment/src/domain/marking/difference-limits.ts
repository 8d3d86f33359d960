import { AssessmentScheme, AssessmentSubject, DecimalText, Goal } from '../model';

/** Nothing differs more than this where a subject is not assessed. */
const NONE: DecimalText = '100';

/** The largest difference of two marks that needs no moderator, by subject. */
export function differenceLimits(
  schemes: readonly AssessmentScheme[],
): Readonly<Record<AssessmentSubject, DecimalText>> {
  const limitOf = (subject: AssessmentSubject): DecimalText =>
    schemes.find((scheme) => scheme.subject === subject)?.marking.differenceLimit ?? NONE;
  return {
    [AssessmentSubject.SCHOOL]: limitOf(AssessmentSubject.SCHOOL),
    [AssessmentSubject.ENTERPRISE]: limitOf(AssessmentSubject.ENTERPRISE),
  };
}

/** Goals of a subject that people score. */
export function markedGoals(schemes: readonly AssessmentScheme[], subject: AssessmentSubject): Goal[] {
  const goals = schemes.find((scheme) => scheme.subject === subject)?.goals ?? [];
  return goals.filter(({ components }) => components.some(({ measure }) => measure.kind === 'MARKED'));
}
