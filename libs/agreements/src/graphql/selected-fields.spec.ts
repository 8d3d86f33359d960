import { FragmentDefinitionNode, Kind, OperationDefinitionNode, parse } from 'graphql';
import { WHOLE_AGREEMENT } from '../persistence/agreement-list.query';
import { selectedFields } from './selected-fields';
import { wantedColumns } from './wanted-columns';

/** What a resolver of the operation's first field is told. */
function infoOf(source: string) {
  const document = parse(source);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const [field] = (operation as OperationDefinitionNode).selectionSet.selections;
  return {
    fieldNodes: field?.kind === Kind.FIELD ? [field] : [],
    fragments: Object.fromEntries(fragments.map((node) => [node.name.value, node])) as Record<
      string,
      FragmentDefinitionNode
    >,
  };
}

describe('the fields asked for below a path', () => {
  it('are found through aliases, inline and named fragments', () => {
    const info = infoOf(`{
      agreements { page: items { ...Row ... on Agreement { school { name } } } }
    }
    fragment Row on Agreement { id partner: enterprise { ...Party } }
    fragment Party on Enterprise { name uscc }`);
    expect([...selectedFields(info, ['items'])]).toEqual(['id', 'enterprise', 'school']);
    expect([...selectedFields(info, ['items', 'enterprise'])]).toEqual(['name', 'uscc']);
    expect(selectedFields(info, ['items', 'plan']).size).toBe(0);
  });
});

describe('what a list reads of each agreement', () => {
  it.each([
    ['both names', '{ agreements { items { school { name } enterprise { id name __typename } } } }', true, true],
    ['none asked for', '{ agreements { total } }', false, false],
    ['more than the name', '{ agreements { items { school { name tier } enterprise { name } } } }', false, true],
    ['asked for twice', '{ agreements { items { school { name } } items { school { code } } } }', false, false],
  ])('brings names along: %s', (_case, source, schoolName, enterpriseName) => {
    expect(wantedColumns(infoOf(source))).toEqual({ fields: [], schoolName, enterpriseName });
  });

  it('is what the fields asked for are made of', () => {
    const { fields } = wantedColumns(
      infoOf('{ agreements { items { code status plan { name } predecessor { id } } } }'),
    );
    expect(fields).toEqual(['status', 'effectiveTo', 'predecessorId']);
  });

  it('is the whole agreement when a field is not known here', () => {
    const { fields } = wantedColumns(infoOf('{ agreements { items { code somethingOfAnUpperLib } } }'));
    expect(fields).toEqual(WHOLE_AGREEMENT.fields);
  });
});
