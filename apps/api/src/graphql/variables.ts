import { DomainError, maskPersonalNumbers } from '@sxbq/kernel';
import {
  coerceInputValue,
  GraphQLError,
  GraphQLInputType,
  GraphQLSchema,
  isInputType,
  isNonNullType,
  OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

/** Values that somebody known may send at a time: as many as the longest list an input takes (5 000 members) has. */
const MAX_VALUES = 25_000;
/** The same of strangers, who have nothing to send but who they are. */
const MAX_VALUES_OF_STRANGERS = 1_000;
/** Levels they may stand on: several times what any input has. */
const MAX_DEPTH = 20;
/** Of a name in a refusal. */
const MAX_SHOWN = 100;

/**
 * How many values there are, counted before anything reads them: what comes after takes time by their number and their
 * levels. Infinity for more than the caller may send, or on too many levels.
 */
export function valuesIn(variables: Readonly<Record<string, unknown>>, of: { readonly stranger: boolean }): number {
  const most = of.stranger ? MAX_VALUES_OF_STRANGERS : MAX_VALUES;
  let values = 0;
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return Infinity;
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      for (const key in value) {
        if (++values > most) return Infinity;
        below.push((value as Record<string, unknown>)[key]);
      }
    }
    level = below;
  }
  return values;
}

/**
 * Why the operation's variables do not fit their types, or null. Reading ends at the first value that does not fit, and
 * the refusal names its place and never the value: graphql-js would print all of it for every mistake in it, and look
 * for names like the wrong one.
 */
export function variablesRefusal(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  for (const { variable, type: typeNode, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode as never) as GraphQLInputType | undefined;
    if (!isInputType(type)) return notFitting(name, []);
    const given = Object.hasOwn(variables, name);
    if (!given && defaultValue) continue;
    if (!given && isNonNullType(type)) return notFitting(name, []);
    const mistake = given ? firstMistake(variables[name], type) : null;
    if (mistake) return notFitting(name, mistake.path, mistake.cause);
  }
  return null;
}

class Mistake extends Error {
  constructor(
    readonly path: readonly (string | number)[],
    override readonly cause: unknown,
  ) {
    super('a value does not fit');
  }
}

function firstMistake(value: unknown, type: GraphQLInputType): Mistake | null {
  try {
    coerceInputValue(
      value,
      type,
      (path, _value, error) => {
        throw new Mistake(path, error.originalError);
      },
      true,
    );
    return null;
  } catch (mistake) {
    if (mistake instanceof Mistake) return mistake;
    throw mistake;
  }
}

function notFitting(name: string, path: readonly (string | number)[], cause?: unknown): GraphQLError {
  const place = maskPersonalNumbers([`$${name}`, ...path].join('.').slice(0, MAX_SHOWN));
  const error =
    cause instanceof DomainError
      ? cause
      : new DomainError(
          'BAD_INPUT',
          'BAD_USER_INPUT',
          `请求不符合接口定义：变量 ${place} 的值不符合它的类型（缺少必填项、有未定义的字段或值的种类不对），请按接口定义修改。`,
        );
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, http: { status: 400 } },
  });
}
