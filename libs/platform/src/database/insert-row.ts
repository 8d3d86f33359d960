import { EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { Transaction } from './unit-of-work';

/**
 * Inserts one row and answers with its id, in one statement. `values` stays untouched, so that a retried transaction
 * does not insert an id it was given by the attempt before.
 */
export async function insertRow<E extends ObjectLiteral>(
  tx: Transaction,
  entity: EntityTarget<E>,
  values: QueryDeepPartialEntity<E>,
): Promise<number> {
  const result = await tx.createQueryBuilder().insert().into(entity).values(values).updateEntity(false).execute();
  return (result.raw as { insertId: number }).insertId;
}
