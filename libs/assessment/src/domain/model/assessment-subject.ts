/** Who is assessed: schools by 人社局, enterprises by 经信委. */
export enum AssessmentSubject {
  SCHOOL = 'SCHOOL',
  ENTERPRISE = 'ENTERPRISE',
}

export const ASSESSMENT_SUBJECT_TITLES: Readonly<Record<AssessmentSubject, string>> = {
  [AssessmentSubject.SCHOOL]: '学校',
  [AssessmentSubject.ENTERPRISE]: '企业',
};
