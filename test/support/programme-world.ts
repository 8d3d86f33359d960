import { Enterprise, EnterpriseKind } from '@sxbq/enterprises';
import { Principal, Role } from '@sxbq/kernel';
import { School, SchoolMajor } from '@sxbq/schools';
import { DataSource } from 'typeorm';
import { principalOf } from './programme';

/** Two schools and two enterprises of one city, and one of each of another city; all fictional. */
export interface ProgrammeWorld {
  readonly schools: { readonly home: number; readonly other: number; readonly away: number };
  readonly enterprises: { readonly home: number; readonly other: number; readonly away: number };
  /** Two majors of the home school, one of the other school. */
  readonly majors: { readonly first: number; readonly second: number; readonly others: number };
}

const HOME = '320411';
const AWAY = '320104';

/** Fills an empty database. */
export async function createWorld(dataSource: DataSource): Promise<ProgrammeWorld> {
  const [home, other, away] = await insertAll(dataSource, School, [
    { code: 'S1', name: '示例技师学院', regionCode: HOME },
    { code: 'S2', name: '示例技工学校', regionCode: HOME },
    { code: 'S3', name: '邻市技工学校', regionCode: AWAY },
  ]);
  const enterprises = await insertAll(dataSource, Enterprise, [
    { uscc: '91320411MA00000001', name: '示例机电公司', kind: EnterpriseKind.ENTERPRISE, regionCode: HOME },
    { uscc: '91320411MA00000002', name: '示例数控公司', kind: EnterpriseKind.ENTERPRISE, regionCode: HOME },
    { uscc: '91320104MA00000003', name: '邻市机电公司', kind: EnterpriseKind.ENTERPRISE, regionCode: AWAY },
  ]);
  const majors = await insertAll(dataSource, SchoolMajor, [
    { schoolId: home, code: '0101', name: '数控加工' },
    { schoolId: home, code: '0102', name: '机电一体化' },
    { schoolId: other, code: '0101', name: '数控加工' },
  ]);
  return {
    schools: { home, other, away },
    enterprises: { home: enterprises[0], other: enterprises[1], away: enterprises[2] },
    majors: { first: majors[0], second: majors[1], others: majors[2] },
  };
}

type Three = [number, number, number];

async function insertAll(dataSource: DataSource, entity: new () => object, rows: object[]): Promise<Three> {
  const ids: number[] = [];
  for (const row of rows) {
    const inserted = await dataSource.manager.insert(entity, row);
    ids.push((inserted.identifiers[0] as { id: number }).id);
  }
  return ids as Three;
}

export const bureau = (regionPrefix = '3204', role: Role = Role.HR_BUREAU): Principal =>
  principalOf(role, { regionPrefix });

export const schoolUser = (schoolId: number, regionPrefix = HOME): Principal =>
  principalOf(Role.SCHOOL, { userId: 2, regionPrefix, schoolId });

export const enterpriseUser = (enterpriseId: number, regionPrefix = HOME): Principal =>
  principalOf(Role.ENTERPRISE, { userId: 3, regionPrefix, enterpriseId });

/** Code of the refusal, or 'OK'. */
export async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'OK',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
}
