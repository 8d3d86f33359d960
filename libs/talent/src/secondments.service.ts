import { Injectable } from '@nestjs/common';
import { PartiesService } from '@sxbq/agreements';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  assertDateOrder,
  CalendarDate,
  checkedCode,
  checkedDate,
  checkedOptionalText,
  checkedPersonName,
  checkedText,
  Clock,
  EntityId,
  FACT_CHANGED,
  FactChanged,
  Page,
  PageRequest,
  Principal,
  Role,
  rowScopeOf,
} from '@sxbq/kernel';
import { Outbox, refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import {
  secondmentEditRefusal,
  SecondmentRefusal,
  secondmentReversalRefusal,
  secondmentVerificationRefusal,
} from './domain/secondment-rules';
import { SecondmentSort } from './domain/secondment-sort';
import {
  SecondmentContent,
  SecondmentFilter,
  SecondmentRepository,
  SecondmentRow,
  TeacherPeriod,
} from './persistence/secondment.repository';
import {
  secondmentChanged,
  secondmentCodeTaken,
  secondmentNotFound,
  secondmentOverlaps,
  secondmentRefused,
} from './talent.errors';

export interface SecondmentListRequest extends PageRequest {
  readonly filter?: SecondmentFilter | null;
  readonly sort?: SecondmentSort | null;
}

export interface NewSecondment {
  readonly code: string;
  readonly schoolId: EntityId;
  readonly enterpriseId: EntityId;
  readonly teacherNumber: string;
  readonly teacherName: string;
  readonly post?: string | null;
  readonly startsOn: CalendarDate;
  /** Last day, included. */
  readonly endsOn: CalendarDate;
  readonly evaluation?: string | null;
}

/** A field that is left out stays as it is; code and parties stay. */
export interface SecondmentChange extends Partial<Omit<NewSecondment, 'code' | 'schoolId' | 'enterpriseId'>> {
  readonly id: EntityId;
  /** The revision the change was made on. */
  readonly revision: number;
}

/** 教师挂职: recorded by the school, confirmed by the enterprise or a bureau, then only reversed (domain.md §3). */
@Injectable()
export class SecondmentsService {
  constructor(
    private readonly secondments: SecondmentRepository,
    private readonly parties: PartiesService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** In order of recording unless said otherwise. */
  list(principal: Principal, request: SecondmentListRequest): Promise<Page<SecondmentRow>> {
    assertPermission(principal, 'talent.read');
    const sort = request.sort ?? SecondmentSort.RECORDED_ASC;
    return this.secondments.list(rowScopeOf(principal), request.filter ?? {}, sort, request);
  }

  /** SECONDMENT_NOT_FOUND also when the secondment is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<SecondmentRow> {
    const secondment = (await this.byIds(principal, [id])).get(id);
    if (!secondment) throw secondmentNotFound();
    return secondment;
  }

  /** The visible ones of the ids; for request loaders of the libs above. */
  async byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, SecondmentRow>> {
    assertPermission(principal, 'talent.read');
    return this.secondments.find(rowScopeOf(principal), ids);
  }

  /** SECONDMENT_OVERLAPS when the teacher is away on one of the days already; SECONDMENT_CODE_TAKEN. */
  async create(principal: Principal, given: NewSecondment): Promise<SecondmentRow> {
    assertPermission(principal, 'talent.edit');
    const { schoolId, enterpriseId } = given;
    await this.parties.assertMayJoin(principal, { schoolId, enterpriseId });
    const code = checkedCode('挂职编号', given.code, 40);
    const content = checkedContent(given);
    const id = await this.uow
      .run(async (tx) => {
        await this.assertAlone(tx, { schoolId, ...content }, 0);
        const created = await this.secondments.insert(tx, { code, schoolId, enterpriseId, ...content });
        await this.remember(tx, 'talent.create', { id: created, schoolId }, undefined, {
          code,
          enterpriseId,
          ...content,
        });
        return created;
      })
      .catch(refuseDuplicates({ ix_secondment_code: () => secondmentCodeTaken(code) }));
    return this.get(principal, id);
  }

  /** Of a secondment that is not verified yet. SECONDMENT_REVISION_CONFLICT, SECONDMENT_OVERLAPS. */
  async edit(principal: Principal, change: SecondmentChange): Promise<SecondmentRow> {
    assertPermission(principal, 'talent.edit');
    await this.uow.run(async (tx) => {
      const read = await this.open(tx, principal, change.id, change.revision);
      refuse(secondmentEditRefusal(read));
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const content = checkedContent({ ...read, ...given });
      await this.assertAlone(tx, { schoolId: read.schoolId, ...content }, read.id);
      if (!(await this.secondments.edit(tx, read.id, change.revision, content))) throw secondmentChanged();
      await this.remember(tx, 'talent.edit', read, contentOf(read), content);
    });
    return this.get(principal, change.id);
  }

  /** Confirms the revision the principal looked at; SECONDMENT_OWN_RECORD for the school. */
  async verify(principal: Principal, id: EntityId, revision: number): Promise<SecondmentRow> {
    assertPermission(principal, 'talent.verify');
    await this.uow.run(async (tx) => {
      const read = await this.open(tx, principal, id, revision);
      refuse(secondmentVerificationRefusal(read, principal.role === Role.SCHOOL, this.clock.today()));
      const now = this.clock.now();
      if (!(await this.secondments.verify(tx, id, revision, principal.userId, now))) throw secondmentChanged();
      await this.remember(tx, 'talent.verify', read, { verified: false }, { verified: true });
    });
    return this.get(principal, id);
  }

  /** Takes the secondment out of every count, for good. SECONDMENT_ALREADY_REVERSED. */
  async reverse(principal: Principal, id: EntityId, given: string): Promise<SecondmentRow> {
    assertPermission(principal, 'talent.reverse');
    const reason = checkedText('冲销理由', given, 255);
    await this.uow.run(async (tx) => {
      const read = await this.open(tx, principal, id);
      refuse(secondmentReversalRefusal(read));
      if (!(await this.secondments.reverse(tx, id, reason, this.clock.now()))) throw secondmentChanged();
      await this.remember(tx, 'talent.reverse', read, { reversed: false }, { reversed: true, reason });
    });
    return this.get(principal, id);
  }

  private async open(tx: Transaction, principal: Principal, id: EntityId, revision?: number): Promise<SecondmentRow> {
    const secondment = await this.secondments.lock(tx, rowScopeOf(principal), id);
    if (!secondment) throw secondmentNotFound();
    if (revision !== undefined && secondment.revision !== revision) throw secondmentChanged();
    return secondment;
  }

  private async assertAlone(tx: Transaction, period: TeacherPeriod, exceptId: EntityId): Promise<void> {
    await this.secondments.lockSchool(tx, period.schoolId);
    const codes = await this.secondments.overlapping(tx, period, exceptId);
    if (codes.length > 0) throw secondmentOverlaps(codes);
  }

  private async remember(
    tx: Transaction,
    action: string,
    secondment: Pick<SecondmentRow, 'id' | 'schoolId'>,
    before: object | undefined,
    after: object,
  ): Promise<void> {
    await this.audit.record(tx, {
      action,
      objectType: 'Secondment',
      objectId: secondment.id,
      ...(before ? { before } : {}),
      after,
    });
    const changed: FactChanged = { fact: 'SECONDMENT', schoolIds: [secondment.schoolId] };
    await this.outbox.append(tx, FACT_CHANGED, changed);
  }
}

function refuse(refusal: SecondmentRefusal | null): void {
  if (refusal) throw secondmentRefused(refusal);
}

function contentOf(row: SecondmentRow): SecondmentContent {
  const { teacherNumber, teacherName, post, startsOn, endsOn, evaluation } = row;
  return { teacherNumber, teacherName, post, startsOn, endsOn, evaluation };
}

function checkedContent(given: Omit<NewSecondment, 'code' | 'schoolId' | 'enterpriseId'>): SecondmentContent {
  const startsOn = checkedDate('开始日期', given.startsOn);
  const endsOn = checkedDate('结束日期', given.endsOn);
  assertDateOrder('开始日期', startsOn, '结束日期', endsOn);
  return {
    teacherNumber: checkedCode('教师工号', given.teacherNumber, 40),
    teacherName: checkedPersonName('教师姓名', given.teacherName, 60),
    post: checkedOptionalText('岗位', given.post, 120),
    startsOn,
    endsOn,
    evaluation: checkedOptionalText('考核结果', given.evaluation, 120),
  };
}
