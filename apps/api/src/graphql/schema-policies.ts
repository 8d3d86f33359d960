import { GraphQLSchema } from 'graphql';
import { assertDataClasses } from './data-classes';
import { withMaskedFields } from './masked-fields';
import { withPlainFields } from './plain-fields';
import { assertNothingProbed } from './probing-arguments';

/** The schema as it is served. Throws, so that the process does not start, when it declares too little. */
export function servedSchema(schema: GraphQLSchema): GraphQLSchema {
  assertDataClasses(schema);
  assertNothingProbed(schema);
  return withMaskedFields(withPlainFields(schema));
}
