import { ApolloServerPlugin } from '@apollo/server';
import { holdsMaskedNumber, personalNumbersIn } from '@sxbq/kernel';
import {
  getNamedType,
  getNullableType,
  GraphQLField,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLSchema,
  isInputObjectType,
  isListType,
  Kind,
  OperationDefinitionNode,
} from 'graphql';
import { getArgumentValues } from 'graphql/execution/values';
import { takesFreeText } from './free-text';

/** Warnings of one answer at most. */
const MOST = 20;

export interface NumberWarning {
  readonly code: 'PERSONAL_NUMBER_IN_TEXT' | 'MASKED_NUMBER_IN_TEXT';
  /** Root field as the answer names it, argument, fields and positions. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface Titled {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly type: GraphQLInputType;
}

/**
 * Warns who wrote somebody's ID number or mobile number into a free text of a mutation: in the answer's
 * `extensions.warnings`. It was taken all the same; answers show it masked. Warns also who saved a text as answers show
 * it: what stands there from then on is the mask, and the number is gone.
 */
export const personalNumberWarnings: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { body }, operation, schema, request }) {
        if (body.kind !== 'single' || operation?.operation !== 'mutation') return Promise.resolve();
        const { singleResult } = body;
        const done = (singleResult.data ?? {}) as Readonly<Record<string, unknown>>;
        const warnings = numberWarnings(schema, operation, request.variables ?? {}).filter(
          ({ path: [field] }) => (done[field as string] ?? null) !== null,
        );
        if (warnings.length > 0) singleResult.extensions = { ...singleResult.extensions, warnings };
        return Promise.resolve();
      },
    }),
};

/** Those of a mutation's root fields; the operation was validated. */
export function numberWarnings(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): NumberWarning[] {
  const warnings: NumberWarning[] = [];
  const fields = (schema.getMutationType() as GraphQLObjectType).getFields();
  for (const selection of operation.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const field = fields[selection.name.value] as GraphQLField<unknown, unknown> | undefined;
    if (!field) continue;
    const values = argumentsOf(field, selection, variables);
    const answered = (selection.alias ?? selection.name).value;
    for (const argument of field.args) look(argument, values[argument.name], [answered, argument.name], warnings);
  }
  return warnings;
}

/** None of a request that was refused because they do not fit. */
function argumentsOf(...[field, node, variables]: Parameters<typeof getArgumentValues>): Record<string, unknown> {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return {};
  }
}

function look(place: Titled, value: unknown, path: NumberWarning['path'], warnings: NumberWarning[]): void {
  if (value === null || value === undefined || warnings.length >= MOST) return;
  const type = getNullableType(place.type);
  if (isListType(type)) {
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    items.forEach((item, index) => look({ ...place, type: type.ofType }, item, [...path, index], warnings));
  } else if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields()))
      look(field, (value as Record<string, unknown>)[field.name], [...path, field.name], warnings);
  } else if (getNamedType(type).name === 'String' && takesFreeText(place.name)) {
    warnings.push(...warningsOf(place, String(value), path));
  }
}

function warningsOf({ name, description }: Titled, text: string, path: NumberWarning['path']): NumberWarning[] {
  const title = description?.split(/[，。；：（]/)[0] ?? name;
  const warnings: NumberWarning[] = [];
  if (personalNumbersIn(text).length > 0)
    warnings.push({
      code: 'PERSONAL_NUMBER_IN_TEXT',
      path,
      message: `“${title}”中含有手机号码或身份证号码。内容已保存，显示时会隐去号码的中间几位；如非必要，请改写，不要在文字中填写个人号码。`,
    });
  if (holdsMaskedNumber(text))
    warnings.push({
      code: 'MASKED_NUMBER_IN_TEXT',
      path,
      message: `“${title}”中含有隐去几位的号码（带 * 号）。内容已照此保存：原文中如有完整号码，现已被覆盖，无法从本栏找回。如需该号码，请到登记人员或联系人的页面查看，或向提供者重新索取；请登记在联系电话等专门栏目，不要写回文字。`,
    });
  return warnings;
}
