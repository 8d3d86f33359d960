import { ApolloServerPlugin } from '@apollo/server';
import { DocumentNode, GraphQLFormattedError, Kind, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { PublicError } from '../graphql/error-format';
import { noteRefusal } from './refused-operations';

/** Notes each refusal in an answer under the root field it belongs to: the schema's name for it, not the client's. */
export const refusedFields: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { body }, document, operation }) {
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
        if (!errors) return Promise.resolve();
        const fields = operation && document ? rootFields(operation, document) : new Map<string, string>();
        for (const error of errors) noteRefusal(fieldOf(error, fields), error.extensions as unknown as PublicError);
        return Promise.resolve();
      },
    }),
};

function fieldOf({ path }: GraphQLFormattedError, fields: ReadonlyMap<string, string>): string {
  return fields.get(String(path?.[0])) ?? 'graphql';
}

/** Name in the answer → name in the schema, as the document has it. */
export function rootFields(operation: OperationDefinitionNode, document: DocumentNode): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const seen = new Set<SelectionSetNode>();
  const visit = (set: SelectionSetNode): void => {
    // Fragments may stand in each other any number of times, in a document that is refused for it without end.
    if (seen.has(set)) return;
    seen.add(set);
    const { selections } = set;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.set((selection.alias ?? selection.name).value, selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet);
      else for (const fragment of fragmentsNamed(document, selection.name.value)) visit(fragment);
    }
  };
  visit(operation.selectionSet);
  return fields;
}

function fragmentsNamed({ definitions }: DocumentNode, name: string): SelectionSetNode[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name ? [definition.selectionSet] : [],
  );
}
