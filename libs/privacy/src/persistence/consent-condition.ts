import { condition, SqlCondition } from '@sxbq/platform';
import { ConsentCategory, ConsentPurpose, ConsentRecipient } from '../domain/consent';

/** Whom a consent must name: one row, or the row that a column of the caller's statement refers to. */
export interface ConsentedRecipient {
  readonly kind: ConsentRecipient;
  readonly id: number | { readonly column: string };
}

/**
 * Holds where the person of the row has consented, and not withdrawn, that the recipient has their data for the purpose;
 * with a category, data of that category. Joined by whoever shows a person's data to a recipient, so that a withdrawal
 * works with the next statement. `personColumn` holds a person key and is one of ours, never a client's.
 */
export function hasConsent(
  personColumn: string,
  recipient: ConsentedRecipient,
  purpose: ConsentPurpose,
  category?: ConsentCategory,
): SqlCondition {
  const { id } = recipient;
  const isColumn = typeof id === 'object';
  return condition(
    `EXISTS (SELECT 1 FROM consent pc
                   WHERE pc.person_key = ${personColumn} AND pc.recipient = ?
                     AND pc.recipient_id = ${isColumn ? id.column : '?'} AND pc.purpose = ?
                     AND pc.withdrawn_at IS NULL${category ? ' AND FIND_IN_SET(?, pc.categories) > 0' : ''})`,
    [recipient.kind, ...(isColumn ? [] : [id]), purpose, ...(category ? [category] : [])],
  );
}
