import { RequestMethod } from '@nestjs/common';

// Metadata that Nest's decorators leave; permission-audit.spec.ts proves with real ones that they are read right.
const GRAPHQL_TYPE = 'graphql:resolver_type';
const GRAPHQL_NAME = 'graphql:resolver_name';
const HTTP_METHOD = 'method';
const HTTP_PATH = 'path';
const ROOT_TYPES = ['Query', 'Mutation', 'Subscription'] as const;

/** An entrance to the process: a root field of the schema or an HTTP route. */
export interface Entrance {
  readonly kind: (typeof ROOT_TYPES)[number] | 'HTTP';
  /** 'schools', 'signIn', 'GET /readyz'. */
  readonly name: string;
}

/** The entrance a method is, or null when it is none (a field resolver, a helper). */
export function entranceOf(handler: { readonly name: string }, owner: object): Entrance | null {
  const rootType = ROOT_TYPES.find((type) => Reflect.getMetadata(GRAPHQL_TYPE, handler) === type);
  const given = Reflect.getMetadata(GRAPHQL_NAME, handler) as string | undefined;
  if (rootType) return { kind: rootType, name: given ?? handler.name };
  const method = Reflect.getMetadata(HTTP_METHOD, handler) as RequestMethod | undefined;
  if (method === undefined) return null;
  const path = [owner, handler].map((part) => Reflect.getMetadata(HTTP_PATH, part) as string | string[] | undefined);
  const joined = path
    .flatMap((part) => part ?? '')
    .join('/')
    .replace(/\/+/g, '/');
  return { kind: 'HTTP', name: `${RequestMethod[method]} /${joined.replace(/^\/|\/$/g, '')}` };
}
