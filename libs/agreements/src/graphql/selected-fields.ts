import { FragmentDefinitionNode, GraphQLResolveInfo, Kind, SelectionSetNode } from 'graphql';

type Selections = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/**
 * Names of the fields asked for below a path of the current field, aliases resolved; `@skip` and `@include` are taken as
 * asked. Empty when the path itself is not asked for.
 */
export function selectedFields(info: Selections, path: readonly string[]): ReadonlySet<string> {
  let sets = info.fieldNodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
  for (const step of path) {
    sets = fieldsOf(sets, info.fragments).flatMap((field) =>
      field.name.value === step && field.selectionSet ? [field.selectionSet] : [],
    );
  }
  return new Set(fieldsOf(sets, info.fragments).map((field) => field.name.value));
}

function fieldsOf(sets: readonly SelectionSetNode[], fragments: Record<string, FragmentDefinitionNode>) {
  return sets.flatMap((set): ReturnType<typeof fieldsOfSelection> =>
    set.selections.flatMap((selection) => fieldsOfSelection(selection, fragments)),
  );
}

function fieldsOfSelection(
  selection: SelectionSetNode['selections'][number],
  fragments: Record<string, FragmentDefinitionNode>,
): import('graphql').FieldNode[] {
  if (selection.kind === Kind.FIELD) return [selection];
  const inner =
    selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments[selection.name.value]?.selectionSet;
  return inner ? inner.selections.flatMap((below) => fieldsOfSelection(below, fragments)) : [];
}
