import {
  getNamedType,
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
import { OBJECT_OF_NAME, OBJECT_OF_OPERATION, VALUE_OF, VALUE_OF_TYPE } from './examples';
import { ObjectKind, Objects } from './place';

type RootKind = 'query' | 'mutation' | 'subscription';

/** An operation of the schema, as it is asked in the matrix. */
export interface AskedOperation {
  readonly kind: RootKind;
  readonly name: string;
  /** With every field, nested `depth` times. */
  document(depth: number): string;
  /** Variables that name the given objects. */
  variables(objects: Objects): Record<string, unknown>;
  /** What they name. */
  readonly kinds: readonly ObjectKind[];
}

/** An input that names no object and whose name or type no table gives a value for. */
export class ExampleMissing extends Error {}

export function askedOperation(kind: RootKind, field: GraphQLField<unknown, unknown>): AskedOperation {
  const { name } = field;
  const asked = field.args.filter(isRequiredArgument);
  const kinds = new Set<ObjectKind>();
  const fill = (objects: Objects | null) => {
    const values = new Values(name, objects, kinds);
    return Object.fromEntries(asked.map((argument) => [argument.name, values.of(argument.name, argument.type)]));
  };
  fill(null);
  const declared = asked.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = asked.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  return {
    kind,
    name,
    kinds: [...kinds],
    variables: fill,
    document: (depth) =>
      `${kind}${declared && ` (${declared})`} { ${name}${passed && `(${passed})`} ${selectionOf(field.type, depth)} }`,
  };
}

/** Values of the arguments of one operation; notes the kinds of objects that they name. */
class Values {
  constructor(
    private readonly operation: string,
    private readonly objects: Objects | null,
    private readonly kinds: Set<ObjectKind>,
  ) {}

  of(name: string, type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.of(name, type.ofType);
    const given = VALUE_OF[`${this.operation}.${name}`];
    if (given) return given();
    const kind = this.kindOf(name, getNamedType(type).name);
    if (kind) {
      this.kinds.add(kind);
      const id = this.objects?.[kind] ?? '';
      return isListType(type) ? [id] : id;
    }
    const value = VALUE_OF[name];
    if (value) return value();
    if (isListType(type)) return [this.of(name, type.ofType as GraphQLInputType)];
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(isRequiredInputField);
      return Object.fromEntries(fields.map((field) => [field.name, this.of(field.name, field.type)]));
    }
    if (isEnumType(type)) return type.getValues()[0]?.name;
    return this.byType(name, type.name);
  }

  private kindOf(name: string, typeName: string): ObjectKind | undefined {
    const own = OBJECT_OF_OPERATION[this.operation];
    if (name === 'id') return own;
    if ((name === 'code' && own === 'SchoolCode') || (name === 'uscc' && own === 'EnterpriseUscc')) return own;
    return typeName === 'ID' || name === 'regionCode' ? OBJECT_OF_NAME[name] : undefined;
  }

  private byType(name: string, typeName: string): unknown {
    const value = VALUE_OF_TYPE[typeName];
    if (!value) {
      throw new ExampleMissing(
        `${this.operation}: no example for '${name}: ${typeName}' (permission-matrix/examples.ts)`,
      );
    }
    return value();
  }
}

/** Every field that needs no argument, nested; of each list below the first few. */
function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  return `{ ${fieldsOf(named, depth).join(' ') || '__typename'} }`;
}

function fieldsOf(type: GraphQLObjectType, depth: number): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    if (depth === 0) return [];
    const limit = field.args.some(({ name }) => name === 'limit') ? '(limit: 2)' : '';
    return [`${field.name}${limit} ${selectionOf(field.type, field.name === 'items' ? depth : depth - 1)}`];
  });
}
