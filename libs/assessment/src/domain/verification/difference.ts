import { AssessmentSubject, ASSESSMENT_SUBJECT_TITLES } from '../model/assessment-subject';

/** One thing in a bundle that is not as it must be. */
export interface Difference {
  readonly part: DifferencePart;
  /** Whose; null: of the bundle itself. */
  readonly organisation: NamedOrganisation | null;
  readonly goal: string | null;
  /** 'rank', 'components.BREADTH.score', 'facts/PARTNERS', 'digest', … */
  readonly field: string;
  readonly inBundle: string | null;
  readonly recomputed: string | null;
}

export interface NamedOrganisation {
  readonly subject: AssessmentSubject;
  readonly organisationId: number;
  readonly code: string;
  readonly name: string;
}

/** INPUT: parts that do not fit each other; SEAL: not what was sealed; RESULT: a number that comes out otherwise. */
export type DifferencePart = 'INPUT' | 'SEAL' | 'RESULT' | 'SIGNATURE' | 'PREVIOUS';

const PART_TITLES: Readonly<Record<DifferencePart, string>> = {
  INPUT: '数据不一致',
  SEAL: '与封存时不同',
  RESULT: '与重新计算的结果不同',
  SIGNATURE: '签名不符',
  PREVIOUS: '与上一年度不衔接',
};

/** One line in Chinese. */
export function differenceText({ part, organisation, goal, field, inBundle, recomputed }: Difference): string {
  const who = organisation
    ? `${ASSESSMENT_SUBJECT_TITLES[organisation.subject]} ${organisation.code} ${organisation.name}`
    : '整包';
  const where = goal === null ? field : `目标 ${goal} · ${field}`;
  return `${PART_TITLES[part]}：${who} · ${where}：包内 ${inBundle ?? '无'}，应为 ${recomputed ?? '无'}`;
}

export const ofBundle = (
  part: DifferencePart,
  field: string,
  inBundle: string | null,
  recomputed: string | null,
): Difference => ({ part, organisation: null, goal: null, field, inBundle, recomputed });
