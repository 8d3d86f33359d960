import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  assertDateOrder,
  CalendarDate,
  checkedDate,
  checkedPersonName,
  checkedText,
  EntityId,
  FACT_CHANGED,
  FactChanged,
  groupBy,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { Outbox, refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { schoolNotFound } from '@sxbq/schools';
import { CommitteeAffiliation } from './domain/committee-affiliation';
import { CommitteeMemberSort } from './domain/policy-sort';
import {
  CommitteeMemberFilter,
  CommitteeMemberRow,
  CommitteeMembersRepository,
} from './persistence/committee-members.repository';
import { committeeMemberNotFound, committeeMemberTaken } from './policy.errors';

const STARTS = '任职日期';
const ENDS = '离任日期';

export interface CommitteeListRequest extends PageRequest {
  readonly filter?: CommitteeMemberFilter | null;
  readonly sort?: CommitteeMemberSort | null;
}

export interface NewCommitteeMember {
  readonly schoolId: EntityId;
  readonly name: string;
  readonly employer: string;
  readonly affiliation: CommitteeAffiliation;
  readonly startsOn: CalendarDate;
  /** First day on which the term is over; null = open. */
  readonly endsOn?: CalendarDate | null;
}

/** Members of schools' programme bodies, with their terms. */
@Injectable()
export class CommitteeService {
  constructor(
    private readonly members: CommitteeMembersRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** By school and name unless said otherwise. */
  list(principal: Principal, request: CommitteeListRequest): Promise<Page<CommitteeMemberRow>> {
    assertPermission(principal, 'policy.readCommittees');
    const sort = request.sort ?? CommitteeMemberSort.SCHOOL_ASC;
    return this.members.list(rowScopeOf(principal), request.filter ?? {}, sort, request);
  }

  /** Members on the date by school; for request loaders. */
  async ofSchools(
    principal: Principal,
    date: CalendarDate,
    schoolIds: readonly EntityId[],
  ): Promise<Map<EntityId, CommitteeMemberRow[]>> {
    assertPermission(principal, 'policy.readCommittees');
    const members = await this.members.ofSchools(rowScopeOf(principal), date, schoolIds);
    return groupBy(members, (member) => member.schoolId);
  }

  /** COMMITTEE_MEMBER_TAKEN when the school has a member of that name from that day. */
  async add(principal: Principal, input: NewCommitteeMember): Promise<CommitteeMemberRow> {
    assertPermission(principal, 'policy.editCommittees');
    const { schoolId, affiliation } = input;
    const name = checkedPersonName('姓名', input.name, 60);
    const employer = checkedText('单位', input.employer, 120);
    const startsOn = checkedDate(STARTS, input.startsOn);
    const endsOn = input.endsOn ? checkedDate(ENDS, input.endsOn) : null;
    assertDateOrder(STARTS, startsOn, ENDS, endsOn);
    return this.uow
      .run(async (tx) => {
        if (!(await this.members.mayWriteSchool(tx, rowScopeOf(principal), schoolId))) throw schoolNotFound();
        const added = await this.members.insert(tx, { schoolId, name, employer, affiliation, startsOn, endsOn });
        return this.recorded(tx, 'policy.addCommitteeMember', undefined, added);
      })
      .catch(refuseDuplicates({ ix_committee_member_school_id_name_starts_on: committeeMemberTaken }));
  }

  /** The member belongs to the body until the day before `endsOn`. A term that has an end is corrected, audited. */
  async endTerm(principal: Principal, id: EntityId, endsOn: CalendarDate): Promise<CommitteeMemberRow> {
    assertPermission(principal, 'policy.editCommittees');
    checkedDate(ENDS, endsOn);
    return this.uow.run(async (tx) => {
      const before = await this.members.lock(tx, rowScopeOf(principal), id);
      if (!before) throw committeeMemberNotFound();
      assertDateOrder(STARTS, before.startsOn, ENDS, endsOn);
      if (before.endsOn === endsOn) return before;
      await this.members.setEnd(tx, id, endsOn);
      return this.recorded(tx, 'policy.endCommitteeTerm', before, { ...before, endsOn });
    });
  }

  private async recorded(
    tx: Transaction,
    action: string,
    before: CommitteeMemberRow | undefined,
    after: CommitteeMemberRow,
  ): Promise<CommitteeMemberRow> {
    await this.audit.record(tx, { action, objectType: 'CommitteeMember', objectId: after.id, before, after });
    await this.outbox.append(tx, FACT_CHANGED, {
      fact: 'COMMITTEE',
      schoolIds: [after.schoolId],
    } satisfies FactChanged);
    return after;
  }
}
