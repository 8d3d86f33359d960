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
  checkedWholeNumber,
  EntityId,
  FACT_CHANGED,
  FactChanged,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { Outbox, Transaction, UnitOfWork } from '@sxbq/platform';
import { occupationCodeOf } from './domain/occupation-code';
import { SkillGrade } from './domain/skill-grade';
import { TrainingSort } from './domain/training-sort';
import {
  TraineeCounts,
  TrainingContent,
  TrainingFilter,
  TrainingRow,
  TrainingSessionRepository,
} from './persistence/training-session.repository';
import { occupationCodeMalformed, refuseTakenTrainingCode, trainingChanged, trainingNotFound } from './training.errors';

export interface TrainingListRequest extends PageRequest {
  readonly filter?: TrainingFilter | null;
  readonly sort?: TrainingSort | null;
}

export interface NewTraining {
  readonly code: string;
  readonly schoolId: EntityId;
  readonly enterpriseId: EntityId;
  readonly occupationCode: string;
  readonly occupationName?: string | null;
  /** 1 (高级技师) to 5 (初级工). */
  readonly grade: number;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

/** A field that is left out stays as it is; code and parties stay. */
export interface TrainingChange extends Partial<Omit<NewTraining, 'code' | 'schoolId' | 'enterpriseId'>> {
  readonly id: EntityId;
  /** The revision the change was made on. */
  readonly revision: number;
}

/** A new session that passed its checks. */
export type CheckedTraining = Omit<TrainingRow, 'id' | 'revision'>;

/** 企业高技能人才培训: sessions in which a school trains an enterprise's staff to a grade. */
@Injectable()
export class TrainingService {
  constructor(
    private readonly sessions: TrainingSessionRepository,
    private readonly parties: PartiesService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** In order of recording unless said otherwise. */
  list(principal: Principal, request: TrainingListRequest): Promise<Page<TrainingRow>> {
    assertPermission(principal, 'training.read');
    const sort = request.sort ?? TrainingSort.RECORDED_ASC;
    return this.sessions.list(rowScopeOf(principal), request.filter ?? {}, sort, request);
  }

  /** TRAINING_NOT_FOUND also when the session is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<TrainingRow> {
    const session = (await this.byIds(principal, [id])).get(id);
    if (!session) throw trainingNotFound();
    return session;
  }

  /** The visible ones of the ids; for request loaders of this lib and of those above. */
  async byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, TrainingRow>> {
    assertPermission(principal, 'training.read');
    return this.sessions.find(rowScopeOf(principal), ids);
  }

  /** Trainees of each session, all and passed. The caller has read the sessions within its scope. */
  traineeCounts(sessionIds: readonly EntityId[]): Promise<Map<EntityId, TraineeCounts>> {
    return this.sessions.counts(sessionIds);
  }

  /** TRAINING_CODE_TAKEN; SCHOOL_NOT_FOUND, ENTERPRISE_NOT_FOUND when a party is unknown or not the caller's to speak for. */
  async create(principal: Principal, training: NewTraining): Promise<TrainingRow> {
    const session = await this.checkedNew(principal, training);
    const id = await this.uow.run((tx) => this.createIn(tx, session)).catch(refuseTakenTrainingCode(session.code));
    return this.get(principal, id);
  }

  /** What `createIn` takes: the checks that need no transaction. */
  async checkedNew(principal: Principal, training: NewTraining): Promise<CheckedTraining> {
    assertPermission(principal, 'training.edit');
    const { schoolId, enterpriseId } = training;
    await this.parties.assertMayJoin(principal, { schoolId, enterpriseId });
    return {
      code: checkedCode('培训编号', training.code, 40),
      schoolId,
      enterpriseId,
      ...checkedContent({ ...training, occupationName: training.occupationName ?? null }),
    };
  }

  /** Creates in a transaction of the caller's, who refuses a taken code by `refuseTakenTrainingCode`. */
  async createIn(tx: Transaction, session: CheckedTraining): Promise<EntityId> {
    const id = await this.sessions.insert(tx, session);
    await this.remember(tx, 'training.create', { id, schoolId: session.schoolId }, undefined, session);
    return id;
  }

  /** TRAINING_REVISION_CONFLICT when the session was changed since the caller read it. */
  async edit(principal: Principal, change: TrainingChange): Promise<TrainingRow> {
    assertPermission(principal, 'training.edit');
    await this.uow.run(async (tx) => {
      const read = await this.sessions.lock(tx, rowScopeOf(principal), change.id);
      if (!read) throw trainingNotFound();
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const content = checkedContent({ ...read, ...given });
      const looked = { ...read, revision: change.revision };
      if (!(await this.sessions.update(tx, looked, content))) throw trainingChanged();
      await this.remember(tx, 'training.edit', read, contentOf(read), content);
    });
    return this.get(principal, change.id);
  }

  private async remember(
    tx: Transaction,
    action: string,
    session: Pick<TrainingRow, 'id' | 'schoolId'>,
    before: object | undefined,
    after: object,
  ): Promise<void> {
    await this.audit.record(tx, {
      action,
      objectType: 'TrainingSession',
      objectId: session.id,
      ...(before ? { before } : {}),
      after,
    });
    const changed: FactChanged = { fact: 'TRAINING', schoolIds: [session.schoolId] };
    await this.outbox.append(tx, FACT_CHANGED, changed);
  }
}

function contentOf({ occupationCode, occupationName, grade, startsOn, endsOn }: TrainingRow): TrainingContent {
  return { occupationCode, occupationName, grade, startsOn, endsOn };
}

function checkedContent(content: Omit<TrainingContent, 'grade'> & { readonly grade: number }): TrainingContent {
  const occupationCode = occupationCodeOf(content.occupationCode);
  if (!occupationCode) throw occupationCodeMalformed(content.occupationCode);
  const startsOn = checkedDate('开始日期', content.startsOn);
  const endsOn = checkedDate('结束日期', content.endsOn);
  assertDateOrder('开始日期', startsOn, '结束日期', endsOn);
  return {
    occupationCode,
    occupationName: checkedOptionalText('职业名称', content.occupationName, 120),
    grade: checkedWholeNumber('等级', content.grade, 1, 5) as SkillGrade,
    startsOn,
    endsOn,
  };
}
