import type { EntityId, FactChanged, FactKind } from '@sxbq/kernel';
import type { Transaction } from '@sxbq/platform';
import type { TouchedFacts } from '../domain/touched-facts';

/** One event per kind of fact, naming every school whose compliance the import may have changed. */
export async function factChanges(tx: Transaction, touched: TouchedFacts): Promise<FactChanged[]> {
  const newSchools = await idsOf(tx, 'SELECT id FROM school WHERE code IN (?)', [...touched.newSchoolCodes]);
  for (const id of newSchools) touched.addSchool('SCHOOL', id);
  const partners = 'SELECT DISTINCT school_id AS id FROM agreement WHERE enterprise_id IN (?)';
  for (const id of await idsOf(tx, partners, [...touched.enterpriseIds])) touched.addSchool('ENTERPRISE', id);
  return [...touched.schools].map(([fact, ids]: [FactKind, ReadonlySet<number>]) => ({
    fact,
    schoolIds: [...ids].sort((a, b) => a - b),
  }));
}

async function idsOf(tx: Transaction, sql: string, values: readonly (string | number)[]): Promise<EntityId[]> {
  if (values.length === 0) return [];
  return ((await tx.query(sql, [values])) as { id: EntityId }[]).map(({ id }) => id);
}
