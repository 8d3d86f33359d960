import { maskPersonalNumbers, MASKS } from '@sxbq/kernel';
import { defaultFieldResolver, GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { typesOf } from './data-classes';
import { isFreeText, ownMaskOf } from './free-text';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/**
 * Masks every personal field of the schema on every path to it, whatever its resolver gives, and numbers of persons in
 * every free text (assurance A3). Only these fields get a function: a compiled document reads all others in place.
 */
export function withMaskedFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of typesOf(schema)) {
    for (const field of Object.values(type.getFields())) {
      const mask = maskOf(type.name, field);
      if (mask) field.resolve = masking(field.resolve ?? defaultFieldResolver, mask);
    }
  }
  return schema;
}

function maskOf(typeName: string, field: GraphQLField<unknown, unknown>): ((text: string) => string) | null {
  const own = ownMaskOf(field);
  if (own) return MASKS[own];
  return isFreeText(typeName, field) ? maskPersonalNumbers : null;
}

function masking(resolve: Resolver, mask: (text: string) => string): Resolver {
  const masked = (value: unknown): unknown => {
    if (value === null || value === undefined) return value;
    if (value instanceof Promise) return value.then(masked);
    return Array.isArray(value) ? value.map(masked) : mask(String(value));
  };
  return (parent, args, context, info) => masked(resolve(parent, args, context, info));
}
