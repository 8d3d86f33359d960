import { Mask, MASKS } from '@sxbq/kernel';
import { declaredDataPolicy } from '@sxbq/platform/graphql';
import { defaultFieldResolver, GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { typesOf } from './data-classes';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/**
 * Masks every personal field of the schema on every path to it, whatever its resolver gives (assurance A3). Only these
 * fields get a function: a compiled document reads all others in place.
 */
export function withMaskedFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of typesOf(schema)) {
    for (const field of Object.values(type.getFields())) {
      const mask = maskOf(field);
      if (mask) field.resolve = masking(field.resolve ?? defaultFieldResolver, MASKS[mask]);
    }
  }
  return schema;
}

function maskOf(field: GraphQLField<unknown, unknown>): Mask | null {
  const policy = declaredDataPolicy(field);
  return policy && 'mask' in policy && policy.mask !== 'NONE' ? policy.mask : null;
}

function masking(resolve: Resolver, mask: (text: string) => string): Resolver {
  const masked = (value: unknown): unknown => {
    if (value === null || value === undefined) return value;
    if (value instanceof Promise) return value.then(masked);
    return Array.isArray(value) ? value.map(masked) : mask(String(value));
  };
  return (parent, args, context, info) => masked(resolve(parent, args, context, info));
}
