import { EntityId, Principal, Role } from '@sxbq/kernel';
import { ALL_ROWS, condition, equals, NO_ROWS, SqlCondition } from '@sxbq/platform';
import { isAdministrator } from '../domain/separated-administrators.rule';

/** Whose organisations, users, invitations and machine clients somebody may see. */
export type AccountScope =
  | { readonly kind: 'ALL' }
  | { readonly kind: 'ORGANISATION'; readonly organisationId: EntityId }
  | { readonly kind: 'NOTHING' };

/** The three administrators see all, whoever acts for an organisation sees that one; graduates see none. */
export function accountScopeOf({ role, organisationId }: Principal): AccountScope {
  if (role === 'SYSTEM' || isAdministrator(role)) return { kind: 'ALL' };
  if (role === Role.GRADUATE || organisationId === null) return { kind: 'NOTHING' };
  return { kind: 'ORGANISATION', organisationId };
}

/** `organisation` is the alias of the organisation table. */
export function organisationScope(scope: AccountScope, organisation: string): SqlCondition {
  return ofOrganisation(scope, `${organisation}.id`);
}

/** `column` holds an organisation's id. */
export function ofOrganisation(scope: AccountScope, column: string): SqlCondition {
  switch (scope.kind) {
    case 'ALL':
      return ALL_ROWS;
    case 'ORGANISATION':
      return equals(column, scope.organisationId);
    case 'NOTHING':
      return NO_ROWS;
  }
}

/** Users who act for an organisation of the scope. `user` is the alias of the user table. */
export function userScope(scope: AccountScope, user: string): SqlCondition {
  if (scope.kind !== 'ORGANISATION') return ofOrganisation(scope, `${user}.id`);
  return condition(
    `EXISTS (SELECT 1 FROM membership m
                   WHERE m.user_id = ${user}.id AND m.organisation_id = ? AND m.ended_at IS NULL)`,
    [scope.organisationId],
  );
}
