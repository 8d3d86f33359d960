import {
  getNamedType,
  GraphQLInputType,
  GraphQLSchema,
  isInputObjectType,
  isNonNullType,
  Kind,
  OperationDefinitionNode,
  typeFromAST,
  VariableDefinitionNode,
} from 'graphql';

/**
 * Whether a variable of the operation is required and has a default, or holds an input object with such a field.
 * graphql-jit calls it missing when it is not given, instead of giving it its default.
 */
export function variablesHaveRequiredDefaults(schema: GraphQLSchema, operation: OperationDefinitionNode): boolean {
  const seen = new Set<unknown>();
  const holdsOne = (given: GraphQLInputType): boolean => {
    const type = getNamedType(given);
    if (!isInputObjectType(type) || seen.has(type)) return false;
    seen.add(type);
    return Object.values(type.getFields()).some(
      (field) => (isNonNullType(field.type) && field.defaultValue !== undefined) || holdsOne(field.type),
    );
  };
  return (operation.variableDefinitions ?? []).some((variable) => {
    if (variable.type.kind === Kind.NON_NULL_TYPE && variable.defaultValue) return true;
    const type = inputTypeOf(schema, variable);
    return type !== undefined && holdsOne(type);
  });
}

function inputTypeOf(schema: GraphQLSchema, { type }: VariableDefinitionNode): GraphQLInputType | undefined {
  return typeFromAST(schema, type as never) as GraphQLInputType | undefined;
}
