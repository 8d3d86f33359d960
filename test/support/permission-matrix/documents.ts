import {
  getNamedType,
  GraphQLArgument,
  GraphQLField,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLOutputType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { OBJECT_OF_ARGUMENT, OBJECT_OF_NAME, OBJECT_OF_OPERATION, VALUE_OF, VALUE_OF_TYPE } from './examples';
import { ObjectKind } from './place';

type RootKind = 'query' | 'mutation' | 'subscription';

/** A place of an operation's input that names an object: `graduateId`, `input.rankings.graduateId`. */
export interface Slot {
  readonly path: string;
  readonly kind: ObjectKind;
  /** Left out unless it is the one that is varied. */
  readonly isOptional: boolean;
}

/** What a slot names in the cell that is asked. */
export type Pick = (slot: Slot) => string;

/** An operation of the schema, as it is asked in the matrix. */
export interface AskedOperation {
  readonly kind: RootKind;
  readonly name: string;
  /** Every place that names an object, those that may be left out as well. */
  readonly slots: readonly Slot[];
  /** With every field, nested `depth` times, and with the arguments that the varied slot needs. */
  document(depth: number, varied?: Slot): string;
  /** What is asked for, and the varied slot. */
  variables(pick: Pick, varied?: Slot): Record<string, unknown>;
}

/** An input that names no object and whose name or type no table gives a value for. */
export class ExampleMissing extends Error {}

export function askedOperation(kind: RootKind, field: GraphQLField<unknown, unknown>): AskedOperation {
  const { name } = field;
  const asked = (varied?: Slot) =>
    field.args.filter((argument) => isRequiredArgument(argument) || isOnTheWay(argument.name, varied));
  return {
    kind,
    name,
    slots: new Slots(name).of(field.args),
    variables: (pick, varied) => {
      const values = new Values(name, pick, varied);
      return Object.fromEntries(
        asked(varied).map((argument) => [argument.name, values.of(argument.name, argument.type)]),
      );
    },
    document: (depth, varied) => {
      const given = asked(varied);
      const declared = given.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
      const passed = given.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
      const selection = selectionOf(field.type, depth);
      return `${kind}${declared && ` (${declared})`} { ${name}${passed && `(${passed})`} ${selection} }`;
    },
  };
}

const isOnTheWay = (path: string, varied?: Slot): boolean =>
  varied !== undefined && (varied.path === path || varied.path.startsWith(`${path}.`));

/** Finds the slots of one operation: all of them, so that one that is new is varied without anybody writing it down. */
class Slots {
  private readonly found: Slot[] = [];

  constructor(private readonly operation: string) {}

  of(args: readonly GraphQLArgument[]): readonly Slot[] {
    for (const argument of args) this.visit(argument.name, argument.type, !isRequiredArgument(argument));
    return this.found;
  }

  private visit(path: string, type: GraphQLInputType, isOptional: boolean): void {
    if (VALUE_OF[`${this.operation}.${nameOf(path)}`]) return;
    const named = getNamedType(type);
    const kind = kindOf(this.operation, nameOf(path), named.name);
    if (kind) this.found.push({ path, kind, isOptional });
    else if (named.name === 'ID') throw new ExampleMissing(`${this.operation}: nothing says what '${path}' names`);
    else if (isInputObjectType(named)) {
      for (const field of Object.values(named.getFields())) {
        this.visit(`${path}.${field.name}`, field.type, isOptional || !isRequiredInputField(field));
      }
    }
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** Values of the arguments of one operation. */
class Values {
  constructor(
    private readonly operation: string,
    private readonly pick: Pick,
    private readonly varied: Slot | undefined,
  ) {}

  of(path: string, type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.of(path, type.ofType);
    const name = nameOf(path);
    const given = VALUE_OF[`${this.operation}.${name}`];
    if (given) return given();
    const kind = kindOf(this.operation, name, getNamedType(type).name);
    if (kind) {
      const id = this.pick({ path, kind, isOptional: false });
      return isListType(type) ? [id] : id;
    }
    const value = VALUE_OF[name];
    if (value) return value();
    if (isListType(type)) return [this.of(path, type.ofType as GraphQLInputType)];
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).map((field) => [`${path}.${field.name}`, field] as const);
      const asked = fields.filter(([at, field]) => isRequiredInputField(field) || isOnTheWay(at, this.varied));
      return Object.fromEntries(asked.map(([at, field]) => [field.name, this.of(at, field.type)]));
    }
    if (isEnumType(type)) return type.getValues()[0]?.name;
    return byType(this.operation, path, type.name);
  }
}

function kindOf(operation: string, name: string, typeName: string): ObjectKind | undefined {
  const own = OBJECT_OF_OPERATION[operation];
  if (name === 'id') return own;
  if ((name === 'code' && own === 'SchoolCode') || (name === 'uscc' && own === 'EnterpriseUscc')) return own;
  if (typeName !== 'ID' && name !== 'regionCode' && name !== 'regionPrefix') return undefined;
  return OBJECT_OF_ARGUMENT[`${operation}.${name}`] ?? OBJECT_OF_NAME[name];
}

function byType(operation: string, path: string, typeName: string): unknown {
  const value = VALUE_OF_TYPE[typeName];
  if (!value) {
    throw new ExampleMissing(`${operation}: no example for '${path}: ${typeName}' (permission-matrix/examples.ts)`);
  }
  return value();
}

/** Every field, nested; of each list below the first few. One that asks for an argument is asked with an example. */
function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  return `{ ${fieldsOf(named, depth).join(' ') || '__typename'} }`;
}

function fieldsOf(type: GraphQLObjectType, depth: number): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const given = argumentsOf(type.name, field);
    if (isLeafType(getNamedType(field.type))) return [`${field.name}${given}`];
    if (depth === 0) return [];
    return [`${field.name}${given} ${selectionOf(field.type, field.name === 'items' ? depth : depth - 1)}`];
  });
}

/** Arguments of a nested field. One that names an object would need variations of its own: there is none so far. */
export function argumentsOf(typeName: string, field: GraphQLField<unknown, unknown>): string {
  const where = `${typeName}.${field.name}`;
  const given = field.args.flatMap((argument) => {
    if (argument.name === 'limit') return ['limit: 2'];
    if (!isRequiredArgument(argument)) return [];
    if (getNamedType(argument.type).name === 'ID')
      throw new ExampleMissing(`${where}: '${argument.name}' is not varied`);
    const value = (VALUE_OF[argument.name] ?? VALUE_OF_TYPE[getNamedType(argument.type).name])?.();
    if (value === undefined) throw new ExampleMissing(`${where}: no example for '${argument.name}'`);
    return [`${argument.name}: ${JSON.stringify(value)}`];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}
