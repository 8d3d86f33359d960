import { GraphQLResolveInfo } from 'graphql';
import { WantedColumns, WHOLE_AGREEMENT } from '../persistence/agreement-list.query';
import { AgreementField } from '../persistence/agreement-rows';
import { selectedFields } from './selected-fields';

type Selections = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** Columns each GraphQL field of an agreement is made of; id, code and the parties' ids are always read. */
const COLUMNS_OF_FIELD: Readonly<Record<string, readonly AgreementField[]>> = {
  __typename: [],
  id: [],
  schoolId: [],
  enterpriseId: [],
  school: [],
  enterprise: [],
  majors: [],
  approvals: [],
  plan: [],
  executions: [],
  events: [],
  successor: [],
  predecessor: ['predecessorId'],
  code: [],
  kinds: ['kinds'],
  signedOn: ['signedOn'],
  effectiveFrom: ['effectiveFrom'],
  effectiveTo: ['effectiveTo'],
  filedOn: ['filedOn'],
  terminatedOn: ['terminatedOn'],
  status: ['status', 'effectiveTo'],
  revision: ['revision'],
  remindedAt: ['remindedAt'],
};

const NAME_ALONE: ReadonlySet<string> = new Set(['id', 'name', '__typename']);

/**
 * What a list should read of each agreement. A party's name comes along in the list's own statement when nothing else is
 * asked of the party; asked for more, it is loaded by its field. A field that another lib added may need anything, so
 * then the whole agreement is read.
 */
export function wantedColumns(info: Selections): WantedColumns {
  const asked = [...selectedFields(info, ['items'])];
  const fields = asked.every((field) => field in COLUMNS_OF_FIELD)
    ? asked.flatMap((field) => COLUMNS_OF_FIELD[field] ?? [])
    : WHOLE_AGREEMENT.fields;
  return { fields, schoolName: nameAlone(info, 'school'), enterpriseName: nameAlone(info, 'enterprise') };
}

function nameAlone(info: Selections, party: string): boolean {
  const fields = [...selectedFields(info, ['items', party])];
  return fields.length > 0 && fields.every((field) => NAME_ALONE.has(field));
}
