import { FieldNode, GraphQLResolveInfo, Kind, SelectionNode } from 'graphql';

type Selections = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/**
 * Names of the fields asked for below a path of the current field, whatever their aliases; `@skip` and `@include` are
 * taken as asked. Empty when the path itself is not asked for.
 */
export function selectedFields(info: Selections, path: readonly string[]): ReadonlySet<string> {
  const steps = path.reduce(
    (fields, step) => fields.filter((field) => field.name.value === step).flatMap((field) => below(field, info)),
    info.fieldNodes.flatMap((field) => below(field, info)),
  );
  return new Set(steps.map((field) => field.name.value));
}

/** The field's own sub-fields, those of fragments included. */
function below(field: FieldNode, info: Selections): FieldNode[] {
  return (field.selectionSet?.selections ?? []).flatMap((selection) => fieldsOf(selection, info));
}

function fieldsOf(selection: SelectionNode, info: Selections): readonly FieldNode[] {
  if (selection.kind === Kind.FIELD) return [selection];
  const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
  return fragment?.selectionSet.selections.flatMap((inner) => fieldsOf(inner, info)) ?? [];
}
