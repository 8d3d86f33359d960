import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  checkedCode,
  checkedPhone,
  checkedPersonName,
  Clock,
  EntityId,
  maskIdNumber,
  maskPhone,
  Page,
  PageRequest,
  Principal,
  Role,
  rowScopeOf,
} from '@sxbq/kernel';
import { FieldCipher, PersonCipher, PersonSecret, refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { idNumberOf, idNumberProblems } from '@sxbq/training/vocabulary';
import { createHash, randomBytes } from 'node:crypto';
import { GraduateSort } from './domain/graduate-sort';
import { GraduateStatus } from './domain/graduate-status';
import { Wishes } from './domain/wishes';
import {
  alreadyClaims,
  claimCodeInvalid,
  cohortNotFound,
  graduateChanged,
  graduateClaimed,
  graduateElsewhere,
  graduateIdNumbersInvalid,
  graduateNotFound,
  graduatesMissing,
  graduatesRepeated,
  graduatesTooMany,
  studentNumbersTaken,
} from './graduates.errors';
import { CohortRow, CohortsRepository } from './persistence/cohorts.repository';
import { GRADUATE_ID_NUMBER_FIELD, GRADUATE_NAME_FIELD, GRADUATE_PHONE_FIELD } from './persistence/graduate.entity';
import { GraduateFilter, GraduateRow, GraduatesRepository } from './persistence/graduates.repository';
import { GivenWishes, WishesCheck } from './wishes.check';

/** Graduates one call may register; a ledger takes more. */
export const MAX_GRADUATES_AT_ONCE = 500;

const CLAIM_DAYS = 7;
const DAY_MS = 86_400_000;

export interface GraduateListRequest extends PageRequest {
  readonly filter?: GraduateFilter | null;
  readonly sort?: GraduateSort | null;
}

export interface NewGraduate extends GivenWishes {
  readonly studentNumber: string;
  readonly name: string;
  /** In clear; kept sealed. */
  readonly idNumber: string;
  readonly phone?: string | null;
}

/** What is left out stays as it is. */
export interface GraduateChange extends GivenWishes {
  readonly id: EntityId;
  readonly revision: number;
  readonly suggestionsOptedOut?: boolean | null;
  /** WITHDRAWN and AVAILABLE only: ACCEPTED and PLACED follow from offers. */
  readonly takesPart?: boolean | null;
}

/** A graduate as answers show it: the name in clear for the own school, ID number and phone masked. */
export type GraduateView = Omit<
  GraduateRow,
  'sealedName' | 'sealedIdNumber' | 'sealedPhone' | 'sealedSecret' | 'personKey' | 'claimedUserId'
> & {
  /** Empty for a person who was erased. */
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string | null;
  readonly claimed: boolean;
};

type CheckedGraduate = Omit<NewGraduate, keyof GivenWishes> & { readonly personKey: string; readonly wishes: Wishes };

/** 毕业生: registered by their school, taken over by themselves, and then theirs alone to change. */
@Injectable()
export class GraduatesService {
  constructor(
    private readonly graduates: GraduatesRepository,
    private readonly cohorts: CohortsRepository,
    private readonly wishes: WishesCheck,
    private readonly cipher: FieldCipher,
    private readonly persons: PersonCipher,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async list(principal: Principal, request: GraduateListRequest): Promise<Page<GraduateView>> {
    assertPermission(principal, 'graduates.read');
    const sort = request.sort ?? GraduateSort.RECORDED_ASC;
    const page = await this.graduates.list(rowScopeOf(principal), request.filter ?? {}, sort, request);
    return { items: page.items.map((row) => this.view(row)), total: page.total };
  }

  /** GRADUATE_NOT_FOUND also when the graduate is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<GraduateView> {
    const graduate = (await this.byIds(principal, [id])).get(id);
    if (!graduate) throw graduateNotFound();
    return graduate;
  }

  /** The visible ones of the ids; for request loaders of the libs above. */
  async byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, GraduateView>> {
    assertPermission(principal, 'graduates.read');
    const rows = await this.graduates.find(rowScopeOf(principal), ids);
    return new Map([...rows].map(([id, row]) => [id, this.view(row)]));
  }

  /**
   * All of them or none; their ids. GRADUATES_TOO_MANY beyond 500; GRADUATE_ID_NUMBER_INVALID and GRADUATE_REPEATED name
   * the positions, never the numbers; STUDENT_NUMBER_TAKEN; GRADUATE_ALREADY_REGISTERED, at whichever school.
   */
  async register(principal: Principal, cohortId: EntityId, given: readonly NewGraduate[]): Promise<EntityId[]> {
    assertPermission(principal, 'graduates.register');
    const graduates = await this.checked(given);
    return this.uow
      .run(async (tx) => {
        const cohort = (await this.cohorts.find(rowScopeOf(principal), [cohortId], tx)).get(cohortId);
        if (!cohort) throw cohortNotFound();
        const ids = await this.insertAll(tx, cohort, graduates);
        await this.audit.record(tx, {
          action: 'graduates.register',
          objectType: 'GraduateCohort',
          objectId: cohortId,
          details: { registered: ids.length, firstId: ids[0], lastId: ids.at(-1) },
        });
        return ids;
      })
      .catch(
        refuseDuplicates({
          ix_graduate_school_id_student_number: studentNumbersTaken,
          ix_graduate_person_key_graduation_year: graduateElsewhere,
        }),
      );
  }

  /** GRADUATE_REVISION_CONFLICT; GRADUATE_CLAIMED for a school once the graduate has taken the profile over. */
  async edit(principal: Principal, change: GraduateChange): Promise<GraduateView> {
    assertPermission(principal, 'graduates.edit');
    const { id, revision, suggestionsOptedOut, takesPart, ...given } = change;
    await this.uow.run(async (tx) => {
      const read = await this.open(tx, principal, id, revision);
      const wishes = await this.wishes.checked({ ...wishesOf(read), ...definedOnly(given) });
      const columns = {
        salaryFloor: wishes.salaryFloor,
        suggestionsOptedOut: suggestionsOptedOut ?? read.suggestionsOptedOut,
        status: statusAfter(read.status, takesPart),
      };
      if (!(await this.graduates.update(tx, read, columns))) throw graduateChanged();
      await this.graduates.setWishes(tx, id, wishes);
      const { status, suggestionsOptedOut: optedOut } = read;
      await this.audit.record(tx, {
        action: 'graduates.edit',
        objectType: 'Graduate',
        objectId: id,
        before: { ...wishesOf(read), status, suggestionsOptedOut: optedOut },
        after: { ...wishes, ...columns },
      });
    });
    return this.get(principal, id);
  }

  /** A code, shown once, good for 7 days and one use; a new one ends the one before. */
  async invite(principal: Principal, id: EntityId): Promise<string> {
    assertPermission(principal, 'graduates.invite');
    const code = randomBytes(15).toString('base64url');
    await this.uow.run(async (tx) => {
      await this.open(tx, principal, id);
      const expiresAt = new Date(this.clock.now().getTime() + CLAIM_DAYS * DAY_MS);
      if (!(await this.graduates.setClaim(tx, id, claimHashOf(code), expiresAt))) throw graduateClaimed();
      await this.audit.record(tx, { action: 'graduates.invite', objectType: 'Graduate', objectId: id });
    });
    return code;
  }

  /** The profile is the user's from now on. CLAIM_CODE_INVALID alike for unknown, used and expired codes. */
  async claim(principal: Principal, code: string): Promise<GraduateView> {
    assertPermission(principal, 'graduates.claim');
    const userId = principal.userId;
    if (principal.role !== Role.GRADUATE || userId === null) throw claimCodeInvalid();
    const id = await this.uow
      .run(async (tx) => {
        const claimed = await this.graduates.claim(tx, claimHashOf(code), userId, this.clock.now());
        if (claimed === null) throw claimCodeInvalid();
        await this.audit.record(tx, { action: 'graduates.claim', objectType: 'Graduate', objectId: claimed });
        return claimed;
      })
      .catch(refuseDuplicates({ ix_graduate_claimed_user_id: alreadyClaims }));
    return this.get(principal, id);
  }

  private async open(tx: Transaction, principal: Principal, id: EntityId, revision?: number): Promise<GraduateRow> {
    const read = await this.graduates.lock(tx, rowScopeOf(principal), id);
    if (!read) throw graduateNotFound();
    if (revision !== undefined && read.revision !== revision) throw graduateChanged();
    if (read.claimedUserId !== null && read.claimedUserId !== principal.userId) throw graduateClaimed();
    return read;
  }

  private async checked(given: readonly NewGraduate[]): Promise<CheckedGraduate[]> {
    if (given.length === 0) throw graduatesMissing();
    if (given.length > MAX_GRADUATES_AT_ONCE) throw graduatesTooMany(given.length, MAX_GRADUATES_AT_ONCE);
    const idNumbers = given.map(({ idNumber }) => idNumberOf(idNumber));
    const { invalid, repeated } = idNumberProblems(idNumbers);
    if (invalid.length > 0) throw graduateIdNumbersInvalid(invalid);
    if (repeated.length > 0) throw graduatesRepeated(repeated);
    return Promise.all(
      given.map(async (graduate, index) => {
        const idNumber = idNumbers[index] as string;
        return {
          studentNumber: checkedCode('学号', graduate.studentNumber, 40),
          name: checkedPersonName('姓名', graduate.name, 60),
          idNumber,
          phone: graduate.phone ? checkedPhone(graduate.phone) : null,
          personKey: this.cipher.blindIndex('id-number', idNumber),
          wishes: await this.wishes.checked(graduate),
        };
      }),
    );
  }

  private async insertAll(
    tx: Transaction,
    cohort: CohortRow,
    graduates: readonly CheckedGraduate[],
  ): Promise<EntityId[]> {
    const secrets = await this.persons.secretsFor(
      tx,
      graduates.map(({ personKey }) => personKey),
    );
    const { id: cohortId, schoolId, graduationYear } = cohort;
    const ids: EntityId[] = [];
    for (const { wishes, personKey, studentNumber, name, idNumber, phone } of graduates) {
      const secret = secrets.get(personKey) as PersonSecret;
      const id = await this.graduates.insert(tx, {
        schoolId,
        cohortId,
        graduationYear,
        studentNumber,
        personKey,
        name: secret.encrypt(GRADUATE_NAME_FIELD, name),
        idNumber: secret.encrypt(GRADUATE_ID_NUMBER_FIELD, idNumber),
        phone: phone ? secret.encrypt(GRADUATE_PHONE_FIELD, phone) : null,
        status: GraduateStatus.AVAILABLE,
        salaryFloor: wishes.salaryFloor,
      });
      await this.graduates.setWishes(tx, id, wishes);
      ids.push(id);
    }
    return ids;
  }

  private view(row: GraduateRow): GraduateView {
    const { sealedName, sealedIdNumber, sealedPhone, sealedSecret, personKey: _key, claimedUserId, ...shown } = row;
    const secret = this.persons.open(sealedSecret);
    const idNumber = this.persons.decrypt(secret, GRADUATE_ID_NUMBER_FIELD, sealedIdNumber) ?? '';
    const phone = sealedPhone === null ? null : this.persons.decrypt(secret, GRADUATE_PHONE_FIELD, sealedPhone);
    return {
      ...shown,
      name: this.persons.decrypt(secret, GRADUATE_NAME_FIELD, sealedName) ?? '',
      idNumber: maskIdNumber(idNumber),
      phone: phone === null ? null : maskPhone(phone),
      claimed: claimedUserId !== null,
    };
  }
}

function wishesOf({ certificates, occupationCodes, regionPrefixes, salaryFloor }: Wishes): Wishes {
  return { certificates, occupationCodes, regionPrefixes, salaryFloor };
}

function definedOnly(given: GivenWishes): GivenWishes {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Accepted and placed follow from offers: only what becomes of these changes that. */
function statusAfter(status: GraduateStatus, takesPart: boolean | null | undefined): GraduateStatus {
  const isTaken = status === GraduateStatus.ACCEPTED || status === GraduateStatus.PLACED;
  if (isTaken || takesPart === null || takesPart === undefined) return status;
  return takesPart ? GraduateStatus.AVAILABLE : GraduateStatus.WITHDRAWN;
}

const claimHashOf = (code: string): string => createHash('sha256').update(code).digest('base64url');
