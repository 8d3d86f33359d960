import { RowReader } from '@sxbq/platform';
import { SchoolRows } from '../../domain/measuring/school-facts';
import { readAgreementRows } from './agreement-rows';
import { readCohortRows } from './graduate-rows';
import { readTeacherRows } from './people-rows';
import { readFilledRows, readOfferRows } from './posting-rows';
import { byOrganisation, FactRequest } from './subject';

/** The rows of each school, one statement a family; sent one after the other over the reader's connection. */
export async function readSchoolRows(
  reader: RowReader,
  request: FactRequest,
): Promise<(schoolId: number) => SchoolRows> {
  const [agreements, cohorts, filled, teachers, offers] = await Promise.all([
    readAgreementRows(reader, 'school_id', request).then(byOrganisation),
    readCohortRows(reader, request).then(byOrganisation),
    readFilledRows(reader, 'school_id', request).then(byOrganisation),
    readTeacherRows(reader, 'school_id', request).then(byOrganisation),
    readOfferRows(reader, request).then(byOrganisation),
  ]);
  return (id) => ({
    agreements: agreements(id),
    cohorts: cohorts(id),
    filled: filled(id),
    teachers: teachers(id),
    offers: offers(id),
  });
}
