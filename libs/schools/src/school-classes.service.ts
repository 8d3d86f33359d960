import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  assertDateOrder,
  CalendarDate,
  checkedCode,
  checkedDate,
  checkedText,
  EntityId,
  FACT_CHANGED,
  FactChanged,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { Outbox, refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { ClassLevel } from './domain/class-level';
import { SchoolClassSort } from './domain/school-sort';
import {
  SchoolClassColumns,
  SchoolClassesRepository,
  SchoolClassFilter,
  SchoolClassRow,
} from './persistence/school-classes.repository';
import { SchoolMajorsRepository } from './persistence/school-majors.repository';
import { SchoolsRepository } from './persistence/schools.repository';
import { classChanged, classCodeTaken, classNotFound, majorOfOtherSchool, schoolNotFound } from './schools.errors';

export interface SchoolClassListRequest extends PageRequest {
  readonly filter?: SchoolClassFilter | null;
  readonly sort?: SchoolClassSort | null;
}

export interface NewSchoolClass {
  readonly schoolId: EntityId;
  readonly code: string;
  readonly name: string;
  readonly schoolMajorId: EntityId;
  readonly level: ClassLevel;
  readonly startsOn: CalendarDate;
  /** Last day; null = open. */
  readonly endsOn?: CalendarDate | null;
}

/** A field that is left out stays as it is; only `endsOn` may be emptied. School and code stay. */
export interface SchoolClassChange {
  readonly id: EntityId;
  /** The revision the change was made on. */
  readonly revision: number;
  readonly name?: string | null;
  readonly schoolMajorId?: EntityId | null;
  readonly level?: ClassLevel | null;
  readonly startsOn?: CalendarDate | null;
  readonly endsOn?: CalendarDate | null;
}

/** Classes of schools. */
@Injectable()
export class SchoolClassesService {
  constructor(
    private readonly classes: SchoolClassesRepository,
    private readonly majors: SchoolMajorsRepository,
    private readonly schools: SchoolsRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** Sorted by school and class code unless said otherwise. */
  list(principal: Principal, request: SchoolClassListRequest): Promise<Page<SchoolClassRow>> {
    assertPermission(principal, 'schools.readClasses');
    const filter = request.filter ?? {};
    if (filter.runningOn) checkedDate('在读日期', filter.runningOn);
    return this.classes.list(rowScopeOf(principal), filter, request.sort ?? SchoolClassSort.CODE_ASC, request);
  }

  /** CLASS_NOT_FOUND also when the class is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<SchoolClassRow> {
    const schoolClass = (await this.byIds(principal, [id])).get(id);
    if (!schoolClass) throw classNotFound();
    return schoolClass;
  }

  /** The visible ones of the ids; for request loaders of this lib and of those above. */
  async byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, SchoolClassRow>> {
    assertPermission(principal, 'schools.readClasses');
    return this.classes.byIds(rowScopeOf(principal), ids);
  }

  /** CLASS_CODE_TAKEN, MAJOR_OF_OTHER_SCHOOL, DATE_ORDER. */
  async create(principal: Principal, input: NewSchoolClass): Promise<SchoolClassRow> {
    assertPermission(principal, 'schools.editClasses');
    const columns = {
      schoolId: input.schoolId,
      code: checkedCode('班级代码', input.code, 40),
      name: checkedText('班级名称', input.name, 120),
      schoolMajorId: input.schoolMajorId,
      level: input.level,
      startsOn: checkedDate('开班日期', input.startsOn),
      endsOn: input.endsOn ? checkedDate('结业日期', input.endsOn) : null,
    };
    assertDateOrder('开班日期', columns.startsOn, '结业日期', columns.endsOn);
    return this.uow
      .run(async (tx) => {
        if (!(await this.schools.lock(tx, rowScopeOf(principal), columns.schoolId))) throw schoolNotFound();
        await this.assertOwnMajor(tx, columns);
        const created = await this.classes.insert(tx, columns);
        return this.recorded(tx, 'schools.createClass', undefined, created);
      })
      .catch(refuseDuplicates({ ix_school_class_school_id_code: () => classCodeTaken(columns.code) }));
  }

  /** CLASS_REVISION_CONFLICT when somebody else changed the class since `revision`. */
  async update(principal: Principal, change: SchoolClassChange): Promise<SchoolClassRow> {
    assertPermission(principal, 'schools.editClasses');
    const columns = checkedChange(change);
    return this.uow.run(async (tx) => {
      const before = await this.classes.lock(tx, rowScopeOf(principal), change.id);
      if (!before) throw classNotFound();
      const after = { ...before, ...columns, revision: change.revision + 1 };
      assertDateOrder('开班日期', after.startsOn, '结业日期', after.endsOn);
      await this.assertOwnMajor(tx, after);
      if (!(await this.classes.update(tx, before.id, change.revision, columns))) throw classChanged();
      return this.recorded(tx, 'schools.updateClass', before, after);
    });
  }

  private async assertOwnMajor(tx: Transaction, of: Pick<SchoolClassRow, 'schoolId' | 'schoolMajorId'>): Promise<void> {
    if (!(await this.majors.belongsTo(tx, of.schoolMajorId, of.schoolId))) throw majorOfOtherSchool();
  }

  private async recorded(
    tx: Transaction,
    action: string,
    before: SchoolClassRow | undefined,
    after: SchoolClassRow,
  ): Promise<SchoolClassRow> {
    await this.audit.record(tx, { action, objectType: 'SchoolClass', objectId: after.id, before, after });
    await this.outbox.append(tx, FACT_CHANGED, {
      fact: 'SCHOOL',
      schoolIds: [after.schoolId],
    } satisfies FactChanged);
    return after;
  }
}

function checkedChange(change: SchoolClassChange): Partial<SchoolClassColumns> {
  const columns: { -readonly [Column in keyof SchoolClassColumns]?: SchoolClassColumns[Column] } = {};
  if (change.name !== undefined) columns.name = checkedText('班级名称', change.name, 120);
  if (change.schoolMajorId) columns.schoolMajorId = change.schoolMajorId;
  if (change.level) columns.level = change.level;
  if (change.startsOn !== undefined) columns.startsOn = checkedDate('开班日期', change.startsOn);
  if (change.endsOn !== undefined) columns.endsOn = change.endsOn ? checkedDate('结业日期', change.endsOn) : null;
  return columns;
}
