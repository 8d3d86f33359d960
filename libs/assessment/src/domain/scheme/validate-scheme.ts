import { z } from 'zod';
import { AssessmentScheme } from '../model/assessment-scheme';
import { AssessmentSubject } from '../model/assessment-subject';
import { schemeInvalid } from '../../assessment.errors';
import { goalProblems } from './goal-checks';
import { goalsTogetherProblems, rulesProblems } from './scheme-checks';
import { goalDocument, schemeDocument } from './scheme-document';
import { problem, SchemeProblem } from './scheme-problem';

const inChinese = { error: z.locales.zhCN().localeError };

/**
 * Everything that is wrong with a scheme at once: parts whose shape is right are judged although others' is not.
 */
export function schemeProblems(data: unknown): SchemeProblem[] {
  const parsed = schemeDocument.safeParse(data, inChinese);
  if (parsed.success) {
    const scheme = parsed.data;
    const ofGoals = scheme.goals.flatMap((goal, index) => goalProblems(scheme.subject, goal, ['goals', index]));
    return [...goalsTogetherProblems(scheme.goals), ...ofGoals, ...rulesProblems(scheme)];
  }
  const ofShape = parsed.error.issues.map(({ path, message }) => problem(path as (string | number)[], `${message}。`));
  return [...ofShape, ...problemsOfSoundGoals(data)];
}

/** @throws ASSESSMENT_SCHEME_INVALID naming every problem */
export function parseScheme(data: unknown): AssessmentScheme {
  const problems = schemeProblems(data);
  if (problems.length > 0) throw schemeInvalid(problems);
  return schemeDocument.parse(data);
}

const subjectOnly = z.object({ subject: z.enum(AssessmentSubject), goals: z.array(z.unknown()) });

function problemsOfSoundGoals(data: unknown): SchemeProblem[] {
  const parsed = subjectOnly.safeParse(data);
  if (!parsed.success) return [];
  const { subject, goals: given } = parsed.data;
  const goals = given.map((each) => goalDocument.safeParse(each));
  const sound = goals.flatMap(({ success, data: goal }, index) => (success ? [{ goal, index }] : []));
  const ofGoals = sound.flatMap(({ goal, index }) => goalProblems(subject, goal, ['goals', index]));
  const together = sound.length === given.length ? goalsTogetherProblems(sound.map(({ goal }) => goal)) : [];
  return [...together, ...ofGoals];
}
