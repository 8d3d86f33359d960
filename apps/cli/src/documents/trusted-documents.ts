import {
  buildSchema,
  DocumentNode,
  FragmentDefinitionNode,
  Kind,
  OperationDefinitionNode,
  parse,
  print,
  Source,
  validate,
  visit,
} from 'graphql';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The manifest of trusted documents (apollo-persisted-query-manifest) from every .graphql file below the folder: each
 * operation with the fragments it uses, checked against the schema. null when the folder has no such file.
 */
export async function trustedDocumentsManifest(folder: string, schemaText: string): Promise<string | null> {
  const files = await graphqlFiles(folder);
  if (files.length === 0) return null;
  const sources = await Promise.all(files.map(async (file) => new Source(await readFile(file, 'utf8'), file)));
  const definitions = sources.flatMap((source) => parse(source).definitions);
  const fragments = new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const schema = buildSchema(schemaText);
  const operations = definitions
    .flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node] : []))
    .map((operation) => {
      const document = withFragments(operation, fragments);
      const [mistake] = validate(schema, document);
      if (mistake) throw mistake;
      const body = print(document);
      const id = createHash('sha256').update(body).digest('hex');
      return { id, name: operation.name?.value ?? '', type: operation.operation, body };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  assertNamedOnce(operations.map(({ name }) => name));
  return `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }, null, 2)}\n`;
}

async function graphqlFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.graphql') && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function withFragments(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode {
  const used = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name: { value: name } }) {
        const fragment = fragments.get(name);
        if (!fragment || used.has(name)) return;
        used.set(name, fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] };
}

function assertNamedOnce(names: readonly string[]): void {
  const wrong = names.find((name, at) => name === '' || name === names[at + 1]);
  if (wrong !== undefined) throw new Error(`operation '${wrong}' has no name, or the name of another one`);
}
