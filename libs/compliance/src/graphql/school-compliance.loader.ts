import { currentPrincipal } from '@sxbq/identity';
import { CalendarDate, groupBy } from '@sxbq/kernel';
import { requestLoader } from '@sxbq/platform/graphql';
import { ComplianceService } from '../compliance.service';
import { SchoolSummary } from '../domain/result';

const SCHOOL_COMPLIANCE = Symbol('school-compliance');

/** Results of many schools of one answer: one batch for each (year, date) that is asked for. */
export function schoolComplianceLoader(service: ComplianceService) {
  const loader = requestLoader<string, SchoolSummary>(SCHOOL_COMPLIANCE, async (keys) => {
    const asked = keys.map((key) => key.split('@') as [id: string, year: string, asOf: string]);
    const found = new Map<string, SchoolSummary>();
    for (const [question, group] of groupBy(asked, ([, year, asOf]) => `${year}@${asOf}`)) {
      const [year, asOf] = question.split('@') as [string, CalendarDate];
      const ids = group.map(([id]) => Number(id));
      const results = await service.summaries(currentPrincipal(), ids, { year: Number(year), asOf: asOf || null });
      for (const [id, result] of results) found.set(`${id}@${question}`, result);
    }
    return found;
  });
  return (schoolId: number, year: number, asOf: CalendarDate | null) =>
    loader.load(`${schoolId}@${year}@${asOf ?? ''}`);
}
