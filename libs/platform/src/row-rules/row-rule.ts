import { buildMongoQueryMatcher, createMongoAbility, MongoAbility, subject } from '@casl/ability';
import { rulesToAST } from '@casl/ability/extra';
import { RowScope } from '@sxbq/kernel';
import { $eq, $in, eq, FieldCondition, within } from '@ucast/mongo2js';
import { NO_ROWS, SqlCondition } from '../database/sql-condition';
import { RowColumns, sqlOf } from './rule-to-sql';

/** The value of a field, one of several, or what its text begins with: one of the prefixes, where '' is every row. */
type FieldTest =
  number | string | { readonly $in: readonly (number | string)[] } | { readonly $under: readonly string[] };

/** A condition on the fields of a row; all fields hold. */
export type RowCondition = Readonly<Record<string, FieldTest | undefined>>;

/** What a scope covers: rows of which one condition of `can` holds and none of `cannot`. */
export interface RowGrant {
  readonly can: readonly RowCondition[];
  readonly cannot?: readonly RowCondition[];
}

/** What each kind of scope covers, null for nothing. A kind that is left out covers no row. */
export type RowGrants<Scope extends AnyScope = RowScope> = {
  readonly [Kind in Scope['kind']]?: (scope: Extract<Scope, { kind: Kind }>) => RowCondition | RowGrant | null;
};

/** A principal's row scope, or another closed set of viewers. */
interface AnyScope {
  readonly kind: string;
}

/** Scopes whose rules a rule keeps compiled; the oldest goes first. */
const MAX_COMPILED = 500;
const ACTION = 'reach';

/** CASL with the operators that SQL has here too; a condition that uses another one does not compile. */
const conditionsMatcher = buildMongoQueryMatcher(
  { $eq, $in, $under: { type: 'field' } } as never,
  { eq, in: within, under: isUnder } as never,
);

/**
 * The rows of one resource that a scope reaches, declared once: as SQL below the services and, by the same CASL rules,
 * in memory (assurance A2). Deny by default.
 */
export class RowRule<Scope extends AnyScope = RowScope> {
  private readonly compiled = new Map<string, MongoAbility>();

  /** @param resource 'School', 'Agreement': how errors and tests call it */
  constructor(
    readonly resource: string,
    private readonly grants: RowGrants<Scope>,
  ) {}

  /** The condition of a statement; `columns` says where each field of the rule is found in it. */
  toSql(scope: Scope, columns: RowColumns): SqlCondition {
    const tree = rulesToAST(this.abilityOf(scope), ACTION, this.resource);
    return tree === null ? NO_ROWS : sqlOf(tree, columns);
  }

  /** Whether the scope reaches a row, from its fields. */
  covers(scope: Scope, row: object): boolean {
    return this.abilityOf(scope).can(ACTION, subject(this.resource, { ...row }) as never);
  }

  private abilityOf(scope: Scope): MongoAbility {
    const key = JSON.stringify(scope);
    const present = this.compiled.get(key);
    if (present) return present;
    const ability = createMongoAbility(this.rulesOf(scope), { conditionsMatcher } as never);
    if (this.compiled.size >= MAX_COMPILED) this.compiled.delete(this.compiled.keys().next().value as string);
    this.compiled.set(key, ability);
    return ability;
  }

  private rulesOf(scope: Scope): Parameters<typeof createMongoAbility>[0] {
    const grants = this.grants as unknown as Readonly<Record<string, (scope: Scope) => RowCondition | RowGrant | null>>;
    const grant = grants[scope.kind]?.(scope);
    if (!grant) return [];
    const { can, cannot = [] } = isGrant(grant) ? grant : { can: [grant] };
    const rule = { action: ACTION, subject: this.resource };
    return [
      ...can.map((conditions) => ({ ...rule, conditions })),
      ...cannot.map((conditions) => ({ ...rule, conditions, inverted: true })),
    ] as never;
  }
}

function isGrant(grant: RowCondition | RowGrant): grant is RowGrant {
  return Array.isArray((grant as RowGrant).can);
}

function isUnder(
  { field, value }: FieldCondition<readonly string[]>,
  row: object,
  { get }: { get(row: object, field: string): unknown },
): boolean {
  const text = get(row, field);
  return value.some((prefix) => prefix === '' || (typeof text === 'string' && text.startsWith(prefix)));
}
