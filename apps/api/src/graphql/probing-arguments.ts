import { declaredDataPolicy } from '@sxbq/platform/graphql';
import {
  getNamedType,
  GraphQLField,
  GraphQLInputType,
  GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { looksPersonal, typesOf } from './data-classes';

type Fields = Readonly<Record<string, GraphQLField<unknown, unknown>>>;

/**
 * Refuses a schema in which a list may be filtered, sorted or grouped by what its rows do not show: who may not read a
 * value could find it out by asking (assurance A4). What is asked for is named by the arguments of a field, their input
 * fields and the values of their enums ('ID_NUMBER_ASC' is idNumber).
 */
export function assertNothingProbed(schema: GraphQLSchema): void {
  const faults = typesOf(schema)
    .filter((type) => type !== schema.getMutationType())
    .flatMap((type) => Object.values(type.getFields()).flatMap((field) => probesOf(type.name, field)));
  if (faults.length > 0) throw new Error(`arguments ask for what is masked:\n${faults.join('\n')}`);
}

function probesOf(typeName: string, field: GraphQLField<unknown, unknown>): string[] {
  const rows = rowsOf(field);
  return field.args
    .flatMap((argument) => [argument.name, ...namesIn(argument.type)])
    .filter((name) => isHidden(name, rows))
    .map((name) => `${typeName}.${field.name} is asked by '${name}'`);
}

/** What a field answers: the items of a page, or the type itself. */
function rowsOf(field: GraphQLField<unknown, unknown>): { readonly name: string; readonly fields: Fields } {
  const type = getNamedType(field.type);
  if (!isObjectType(type) && !isInterfaceType(type)) return { name: type.name, fields: {} };
  const fields: Fields = type.getFields();
  const items = fields.items && getNamedType(fields.items.type);
  return items && (isObjectType(items) || isInterfaceType(items))
    ? { name: items.name, fields: items.getFields() }
    : { name: type.name, fields };
}

/** Names that a client may put into an argument: fields of inputs, however deep, and values of enums. */
function namesIn(given: GraphQLInputType, seen: ReadonlySet<string> = new Set()): string[] {
  const type = getNamedType(given);
  if (isEnumType(type)) return type.getValues().map(({ name }) => fieldNameOf(name));
  if (!isInputObjectType(type) || seen.has(type.name)) return [];
  const within = new Set([...seen, type.name]);
  return Object.values(type.getFields()).flatMap((field) => [field.name, ...namesIn(field.type, within)]);
}

/** 'ID_NUMBER_ASC' → 'idNumber'. */
function fieldNameOf(value: string): string {
  return value
    .replace(/_(ASC|DESC)$/, '')
    .toLowerCase()
    .replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Masked in the rows; or personal by its name and no field of theirs that is shown. */
function isHidden(name: string, rows: { readonly name: string; readonly fields: Fields }): boolean {
  const field = rows.fields[name];
  if (!field) return looksPersonal(rows.name, name) && name !== 'name';
  const policy = declaredDataPolicy(field);
  return policy !== null && 'mask' in policy && policy.mask !== 'NONE';
}
