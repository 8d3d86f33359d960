import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  checkedCode,
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
import { SchoolMajorFilter, SchoolMajorRow, SchoolMajorsRepository } from './persistence/school-majors.repository';
import { SchoolsRepository } from './persistence/schools.repository';
import { majorCodeTaken, majorNotFound, schoolNotFound } from './schools.errors';

export interface SchoolMajorListRequest extends PageRequest {
  readonly filter?: SchoolMajorFilter | null;
}

export interface NewSchoolMajor {
  readonly schoolId: EntityId;
  readonly code: string;
  readonly name: string;
}

/** The majors a school offers. */
@Injectable()
export class SchoolMajorsService {
  constructor(
    private readonly majors: SchoolMajorsRepository,
    private readonly schools: SchoolsRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** Sorted by school and major code. */
  list(principal: Principal, request: SchoolMajorListRequest): Promise<Page<SchoolMajorRow>> {
    assertPermission(principal, 'schools.read');
    return this.majors.list(rowScopeOf(principal), request.filter ?? {}, request);
  }

  /** The visible ones of the ids; for request loaders of this lib and of those above. */
  async byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, SchoolMajorRow>> {
    assertPermission(principal, 'schools.read');
    return this.majors.byIds(rowScopeOf(principal), ids);
  }

  /** Majors by school, each list by code. */
  async ofSchools(principal: Principal, schoolIds: readonly EntityId[]): Promise<Map<EntityId, SchoolMajorRow[]>> {
    assertPermission(principal, 'schools.read');
    const majors = await this.majors.ofSchools(rowScopeOf(principal), schoolIds);
    return groupBy(majors, (major) => major.schoolId);
  }

  /** MAJOR_CODE_TAKEN when the school has a major of that code. */
  async add(principal: Principal, input: NewSchoolMajor): Promise<SchoolMajorRow> {
    assertPermission(principal, 'schools.editMajors');
    const { schoolId } = input;
    const code = checkedCode('专业代码', input.code, 32);
    const name = checkedText('专业名称', input.name, 120);
    return this.uow
      .run(async (tx) => {
        if (!(await this.schools.lock(tx, rowScopeOf(principal), schoolId))) throw schoolNotFound();
        const major = await this.majors.insert(tx, { schoolId, code, name });
        return this.recorded(tx, 'schools.addMajor', undefined, major);
      })
      .catch(refuseDuplicates({ ix_school_major_school_id_code: () => majorCodeTaken(code) }));
  }

  /** The code stays: ledgers know the major by it. */
  async rename(principal: Principal, id: EntityId, newName: string): Promise<SchoolMajorRow> {
    assertPermission(principal, 'schools.editMajors');
    const name = checkedText('专业名称', newName, 120);
    return this.uow.run(async (tx) => {
      const before = await this.majors.lock(tx, rowScopeOf(principal), id);
      if (!before) throw majorNotFound();
      if (before.name === name) return before;
      await this.majors.rename(tx, id, name);
      return this.recorded(tx, 'schools.renameMajor', before, { ...before, name });
    });
  }

  private async recorded(
    tx: Transaction,
    action: string,
    before: SchoolMajorRow | undefined,
    after: SchoolMajorRow,
  ): Promise<SchoolMajorRow> {
    await this.audit.record(tx, { action, objectType: 'SchoolMajor', objectId: after.id, before, after });
    await this.outbox.append(tx, FACT_CHANGED, {
      fact: 'SCHOOL',
      schoolIds: [after.schoolId],
    } satisfies FactChanged);
    return after;
  }
}
