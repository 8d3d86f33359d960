import { GraphQLResolveInfo } from 'graphql';
import { WithNames } from '../persistence/agreement-list.query';
import { selectedFields } from './selected-fields';

const BROUGHT_ALONG: ReadonlySet<string> = new Set(['id', 'name', '__typename']);

/**
 * Whether a list should bring the parties' names along in its own statement: when nothing else is asked of them. A party
 * asked for more is loaded by the field's loader.
 */
export function namesAskedFor(info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): WithNames {
  return { school: onlyName(info, 'school'), enterprise: onlyName(info, 'enterprise') };
}

function onlyName(info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>, party: string): boolean {
  const fields = selectedFields(info, ['items', party]);
  return fields.size > 0 && [...fields].every((field) => BROUGHT_ALONG.has(field));
}
