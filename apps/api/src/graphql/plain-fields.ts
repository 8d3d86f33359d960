import { defaultFieldResolver, GraphQLField, GraphQLSchema, isObjectType } from 'graphql';

/**
 * Takes away the resolvers that do nothing but read the property of their field's name. graphql-js reads it by itself;
 * a compiled document reads it in place, where it would otherwise call a function for every cell of a list.
 */
export function withPlainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) if (readsItsProperty(field)) delete field.resolve;
  }
  return schema;
}

/** Nest gives such a resolver to every field that has no method of its own; here it is known by what it does. */
function readsItsProperty({ name, resolve }: GraphQLField<unknown, unknown>): boolean {
  if (resolve === undefined || resolve === defaultFieldResolver) return false;
  if (resolve.name !== 'rootFieldResolver') return false;
  const read = resolve as (parent: object) => unknown;
  const value = {};
  return read({ [name]: value }) === value && read({}) === undefined;
}
