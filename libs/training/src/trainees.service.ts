import { Injectable, OnModuleInit } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission, RevealRegistry } from '@sxbq/identity';
import {
  checkedOptionalText,
  checkedPersonName,
  EntityId,
  FACT_CHANGED,
  FactChanged,
  maskIdNumber,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import {
  ERASED,
  FieldCipher,
  Outbox,
  PersonCipher,
  PersonSecret,
  refuseDuplicates,
  Transaction,
  UnitOfWork,
} from '@sxbq/platform';
import { idNumberOf, idNumberProblems } from './domain/trainee-list';
import { TRAINEE_ID_NUMBER_FIELD, TRAINEE_NAME_FIELD } from './persistence/trainee.entity';
import { NewTraineeRow, TraineeRepository, TraineeRow } from './persistence/trainee.repository';
import { TrainingRow, TrainingSessionRepository } from './persistence/training-session.repository';
import {
  idNumbersInvalid,
  traineeChanged,
  traineeNotFound,
  traineesJustAdded,
  traineesMissing,
  traineesPresent,
  traineesRepeated,
  traineesTooMany,
  trainingNotFound,
} from './training.errors';

/** Trainees one call may add; a ledger takes more. */
export const MAX_TRAINEES_AT_ONCE = 500;

export interface NewTrainee {
  readonly name: string;
  /** In clear; kept encrypted. */
  readonly idNumber: string;
  readonly certificateNumber?: string | null;
  /** False when left out. */
  readonly passed?: boolean | null;
}

export interface TraineeResult {
  readonly id: EntityId;
  /** The revision the result was entered on. */
  readonly revision: number;
  readonly passed: boolean;
  /** Left out: stays as it is. */
  readonly certificateNumber?: string | null;
}

/** A trainee as answers show it: the ID number masked. */
export type TraineeView = Omit<TraineeRow, 'sealedName' | 'sealedIdNumber' | 'sealedSecret'> & {
  /** In clear. */
  readonly name: string;
  /** '320***********1234'; empty for a person who was erased. */
  readonly idNumber: string;
};

/** Name and ID number are still in clear. */
type CheckedTrainee = NewTraineeRow;

type Sealed = 'name' | 'idNumber';

@Injectable()
export class TraineesService implements OnModuleInit {
  constructor(
    private readonly trainees: TraineeRepository,
    private readonly sessions: TrainingSessionRepository,
    private readonly cipher: FieldCipher,
    private readonly persons: PersonCipher,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly reveals: RevealRegistry,
  ) {}

  onModuleInit(): void {
    const trainee = { objectType: 'Trainee', permission: 'training.readTrainees' };
    this.reveals.register({
      ...trainee,
      field: 'idNumber',
      read: async (principal, id) => this.opened(await this.visible(principal, id)).idNumber,
    });
    this.reveals.register({
      ...trainee,
      field: 'name',
      read: async (principal, id) => this.opened(await this.visible(principal, id)).name,
    });
  }

  /** In order of recording. The caller has read the sessions within its scope. */
  async pages(
    principal: Principal,
    sessionIds: readonly EntityId[],
    page: PageRequest,
  ): Promise<Map<EntityId, Page<TraineeView>>> {
    assertPermission(principal, 'training.readTrainees');
    const pages = await this.trainees.pages(sessionIds, page);
    return new Map(
      [...pages].map(([id, { items, total }]) => [id, { items: items.map((row) => this.view(row)), total }]),
    );
  }

  /** TRAINEE_NOT_FOUND also when the trainee's session is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<TraineeView> {
    assertPermission(principal, 'training.readTrainees');
    return this.view(await this.visible(principal, id));
  }

  /**
   * All of them or none. TRAINEES_TOO_MANY beyond 500; TRAINEE_ID_NUMBER_INVALID, TRAINEE_REPEATED and
   * TRAINEE_ALREADY_IN_SESSION name the positions, never the numbers.
   */
  async add(principal: Principal, sessionId: EntityId, given: readonly NewTrainee[]): Promise<TrainingRow> {
    assertPermission(principal, 'training.editTrainees');
    const trainees = this.checkedTrainees(sessionId, given);
    return this.uow
      .run(async (tx) => {
        const session = await this.sessions.lock(tx, rowScopeOf(principal), sessionId);
        if (!session) throw trainingNotFound();
        await this.assertAbsent(tx, sessionId, trainees);
        await this.trainees.insert(tx, await this.sealed(tx, trainees));
        await this.audit.record(tx, {
          action: 'training.addTrainees',
          objectType: 'TrainingSession',
          objectId: sessionId,
          details: { added: trainees.length },
        });
        await this.factChanged(tx, session.schoolId);
        return session;
      })
      .catch(refuseDuplicates({ ix_trainee_training_session_id_person_key: traineesJustAdded }));
  }

  /** TRAINEE_REVISION_CONFLICT when the trainee was changed since the caller read it. */
  async setResult(principal: Principal, result: TraineeResult): Promise<TraineeView> {
    assertPermission(principal, 'training.editTrainees');
    const { id, revision, passed } = result;
    const scope = rowScopeOf(principal);
    const read = await this.trainees.find(scope, id);
    if (!read) throw traineeNotFound();
    const certificateNumber =
      result.certificateNumber === undefined
        ? read.certificateNumber
        : checkedOptionalText('证书编号', result.certificateNumber, 60);
    await this.uow.run(async (tx) => {
      const session = await this.sessions.lock(tx, scope, read.trainingSessionId);
      if (!session) throw trainingNotFound();
      if (!(await this.trainees.update(tx, id, revision, { passed, certificateNumber }))) throw traineeChanged();
      await this.audit.record(tx, {
        action: 'training.setResult',
        objectType: 'Trainee',
        objectId: id,
        before: { passed: read.passed, certificateNumber: read.certificateNumber },
        after: { passed, certificateNumber },
      });
      await this.factChanged(tx, session.schoolId);
    });
    return this.get(principal, id);
  }

  private checkedTrainees(trainingSessionId: EntityId, given: readonly NewTrainee[]): CheckedTrainee[] {
    if (given.length === 0) throw traineesMissing();
    if (given.length > MAX_TRAINEES_AT_ONCE) throw traineesTooMany(given.length, MAX_TRAINEES_AT_ONCE);
    const idNumbers = given.map((trainee) => idNumberOf(trainee.idNumber));
    const { invalid, repeated } = idNumberProblems(idNumbers);
    if (invalid.length > 0) throw idNumbersInvalid(invalid);
    if (repeated.length > 0) throw traineesRepeated(repeated);
    return given.map((trainee, index) => {
      const idNumber = idNumbers[index] as string;
      return {
        trainingSessionId,
        name: checkedPersonName('姓名', trainee.name, 60),
        idNumber,
        personKey: this.cipher.blindIndex('id-number', idNumber),
        certificateNumber: checkedOptionalText('证书编号', trainee.certificateNumber, 60),
        passed: trainee.passed ?? false,
      };
    });
  }

  private async assertAbsent(tx: Transaction, sessionId: EntityId, trainees: readonly CheckedTrainee[]): Promise<void> {
    const keys = trainees.map((trainee) => trainee.personKey);
    const present = await this.trainees.present(tx, sessionId, keys);
    const positions = keys.flatMap((key, index) => (present.has(key) ? [index + 1] : []));
    if (positions.length > 0) throw traineesPresent(positions);
  }

  private factChanged(tx: Transaction, schoolId: EntityId): Promise<void> {
    return this.outbox.append(tx, FACT_CHANGED, { fact: 'TRAINING', schoolIds: [schoolId] } satisfies FactChanged);
  }

  private async sealed(tx: Transaction, trainees: readonly CheckedTrainee[]): Promise<NewTraineeRow[]> {
    const secrets = await this.persons.secretsFor(
      tx,
      trainees.map(({ personKey }) => personKey),
    );
    return trainees.map((trainee) => {
      const secret = secrets.get(trainee.personKey) as PersonSecret;
      return {
        ...trainee,
        name: secret.encrypt(TRAINEE_NAME_FIELD, trainee.name),
        idNumber: secret.encrypt(TRAINEE_ID_NUMBER_FIELD, trainee.idNumber),
      };
    });
  }

  private async visible(principal: Principal, id: EntityId): Promise<TraineeRow> {
    const row = await this.trainees.find(rowScopeOf(principal), id);
    if (!row) throw traineeNotFound();
    return row;
  }

  /** Nulls of a person who was erased. */
  private opened({ sealedName, sealedIdNumber, sealedSecret }: TraineeRow): Readonly<Record<Sealed, string | null>> {
    const secret = this.persons.open(sealedSecret);
    return {
      name: this.persons.decrypt(secret, TRAINEE_NAME_FIELD, sealedName),
      idNumber: this.persons.decrypt(secret, TRAINEE_ID_NUMBER_FIELD, sealedIdNumber),
    };
  }

  private view(trainee: TraineeRow): TraineeView {
    const { sealedName: _name, sealedIdNumber: _idNumber, sealedSecret: _secret, ...row } = trainee;
    const { name, idNumber } = this.opened(trainee);
    return { ...row, name: name ?? ERASED, idNumber: idNumber === null ? '' : maskIdNumber(idNumber) };
  }
}
