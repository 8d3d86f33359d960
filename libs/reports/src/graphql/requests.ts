import type { Letterhead } from '../domain/report-options';
import type { ReportRequest } from '../reports.service';
import type { ReportLetterheadInput, RequestReportInput } from './reports.types';

/** What was left out becomes null. */
export const requestOf = ({ schoolId, letterhead, ...input }: RequestReportInput): ReportRequest => ({
  ...input,
  schoolId: schoolId ?? null,
  letterhead: letterhead ? letterheadOf(letterhead) : null,
});

const letterheadOf = ({ number, signatory, ...rest }: ReportLetterheadInput): Letterhead => ({
  ...rest,
  number: number ?? null,
  signatory: signatory ?? null,
});
