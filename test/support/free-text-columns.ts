import { buildSchema, getNamedType, GraphQLInputType, isInputObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { takesFreeText } from '../../apps/api/src/graphql/free-text';

const SCHEMA = path.resolve(__dirname, '../../apps/api/schema.graphql');

/**
 * Tables that repeat what was written elsewhere, or that nobody writes by hand: a number in them is a leak, whatever the
 * column is called.
 */
const COPIES =
  /^(?:audit|outbox|inbox|ledger|report|compliance|schema|session|passkey|erased|erasure)_|^job_posting_finding$|^report$|^session$|^passkey$|^assessment_(?:attachment|bundle|frozen_fact|snapshot|ranking_row)/;

/** Texts in which no prose is meant: names, places, choices. A number in them is a find. */
const NO_PROSE =
  /^(?:[a-zA-Z]*[nN]ames?|employer|issuer|signatory|post|source|goal|field|to|value|points|objectType|networks|permissions|region[a-zA-Z]*)$/;

let columns: readonly string[] | undefined;

/**
 * Whether people write freely in the column: in some mutation there is an input of its name that the product itself takes
 * for a free text, warns about and masks in answers. `reversal_reason` is a reason.
 */
export function isFreeTextColumn(table: string, column: string): boolean {
  if (COPIES.test(table)) return false;
  columns ??= [...freeTextInputs()].map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return columns.some((name) => column === name || column.endsWith(`_${name}`));
}

/** Names of arguments and fields of mutations, at any depth, that take what somebody writes. */
export function freeTextInputs(): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const look = (name: string, given: GraphQLInputType): void => {
    const type = getNamedType(given);
    if (isInputObjectType(type)) {
      if (seen.has(type)) return;
      seen.add(type);
      for (const field of Object.values(type.getFields())) look(field.name, field.type);
    } else if (type.name === 'String' && takesFreeText(name) && !NO_PROSE.test(name)) names.add(name);
  };
  const mutations = buildSchema(readFileSync(SCHEMA, 'utf8')).getMutationType();
  for (const { args } of Object.values(mutations?.getFields() ?? {}))
    for (const argument of args) look(argument.name, argument.type);
  return names;
}
