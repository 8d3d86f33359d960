import { currentPrincipal } from '@sxbq/identity';
import { datedLoader } from '@sxbq/platform/graphql';
import { CommitteeService } from '../committee.service';
import type { CommitteeMemberRow } from '../persistence/committee-members.repository';
import type { QuotaRow } from '../persistence/quotas.repository';
import { QuotasService } from '../quotas.service';

const QUOTAS = Symbol('quotas-of-school');
const COMMITTEE = Symbol('committee-of-school');

/** Quotas of schools; the "date" is the programme year. */
export const quotasLoader = (quotas: QuotasService) =>
  datedLoader<QuotaRow[]>(QUOTAS, (year, ids) => quotas.ofSchools(currentPrincipal(), Number(year), ids));

export const committeeLoader = (committee: CommitteeService) =>
  datedLoader<CommitteeMemberRow[]>(COMMITTEE, (date, ids) => committee.ofSchools(currentPrincipal(), date, ids));
