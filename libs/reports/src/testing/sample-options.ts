import { AssessmentSubject } from '@sxbq/assessment/verification';
import { Audience, Letterhead, ReportOptions } from '../domain/report-options';

export const sampleLetterhead: Letterhead = {
  issuer: '示例市人力资源和社会保障局',
  code: '示人社',
  number: 3,
  recipients: '各县（市、区）人力资源和社会保障局，各技工院校',
  issuedOn: '2027-01-05',
  signatory: null,
  copiesTo: '省人力资源和社会保障厅，示例市经济和信息化委员会',
  printedBy: '示例市人力资源和社会保障局办公室',
  printedOn: '2027-01-06',
};

export const sampleOptions = (more: Partial<ReportOptions> = {}): ReportOptions => ({
  audience: Audience.INTERNAL,
  draft: false,
  subject: AssessmentSubject.SCHOOL,
  schoolId: null,
  letterhead: sampleLetterhead,
  regionNames: { '320402': '示例东区', '320403': '示例西区', '320404': '示例北区' },
  ...more,
});
