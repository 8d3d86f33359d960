import enterpriseSample from '../../data/enterprise-scheme.sample.json';
import schoolSample from '../../data/school-scheme.sample.json';
import { AssessmentScheme } from '../model/assessment-scheme';
import { AssessmentSubject } from '../model/assessment-subject';
import { parseScheme } from './validate-scheme';

const SAMPLES: Readonly<Record<AssessmentSubject, object>> = {
  [AssessmentSubject.SCHOOL]: schoolSample,
  [AssessmentSubject.ENTERPRISE]: enterpriseSample,
};

/** 示例: a starting point for a year's scheme. The programme text names ten goals and gives no weights. */
export function sampleScheme(subject: AssessmentSubject, year: number): AssessmentScheme {
  return parseScheme({ ...SAMPLES[subject], year, version: 1 });
}
