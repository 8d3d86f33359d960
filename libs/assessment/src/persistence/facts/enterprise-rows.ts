import { RowReader } from '@sxbq/platform';
import { EnterpriseRows } from '../../domain/measuring/enterprise-facts';
import { readAgreementRows } from './agreement-rows';
import { readTeacherRows, readTrainedStaffRows } from './people-rows';
import { readFilledRows, readPostingRows } from './posting-rows';
import { byOrganisation, FactRequest } from './subject';

/** The rows of each enterprise, one statement a family; sent one after the other over the reader's connection. */
export async function readEnterpriseRows(
  reader: RowReader,
  request: FactRequest,
): Promise<(enterpriseId: number) => EnterpriseRows> {
  const [agreements, postings, filled, teachers, trained] = await Promise.all([
    readAgreementRows(reader, 'enterprise_id', request).then(byOrganisation),
    readPostingRows(reader, request).then(byOrganisation),
    readFilledRows(reader, 'enterprise_id', request).then(byOrganisation),
    readTeacherRows(reader, 'enterprise_id', request).then(byOrganisation),
    readTrainedStaffRows(reader, request).then(byOrganisation),
  ]);
  return (id) => ({
    agreements: agreements(id),
    postings: postings(id),
    filled: filled(id),
    teachers: teachers(id),
    trained: trained(id),
  });
}
