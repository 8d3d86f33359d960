import { ApolloServerOptions, BaseContext } from '@apollo/server';
import { DomainError } from '@sxbq/kernel';
import { Config } from '@sxbq/platform';
import { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** The manifest that Apollo's tools write and read; `id` is the SHA-256 of `body`, in hexadecimal. */
const manifestSchema = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), body: z.string() })).min(1),
});

/** How a client names a document instead of sending it. */
const referenceSchema = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) });

type PersistedDocuments = Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false | undefined>['cache'];

/** Documents known beforehand, by hash; and who may send others (assurance G2). */
export class TrustedDocuments {
  constructor(
    private readonly mode: Config['TRUSTED_DOCUMENTS'],
    private readonly documents: ReadonlyMap<string, string>,
  ) {}

  /** Reads the manifest unless the mode is 'off'; an Error that names the file when it cannot be used. */
  static from({ TRUSTED_DOCUMENTS, TRUSTED_DOCUMENTS_FILE }: Config): TrustedDocuments {
    if (TRUSTED_DOCUMENTS === 'off') return new TrustedDocuments('off', new Map());
    return new TrustedDocuments(TRUSTED_DOCUMENTS, readManifest(TRUSTED_DOCUMENTS_FILE));
  }

  /** The document a client means: the one it sends, or the one it names. DOCUMENT_UNKNOWN, DOCUMENT_NOT_TRUSTED. */
  resolve(sent: { query?: string | null; extensions?: unknown }, headers: IncomingHttpHeaders): string {
    const reference = referenceSchema.safeParse(sent.extensions);
    const named = reference.success ? this.documents.get(reference.data.persistedQuery.sha256Hash) : undefined;
    if (reference.success && !sent.query && named === undefined) throw documentUnknown();
    const document = sent.query ? sent.query : (named ?? '');
    this.assertTrusted(document, headers);
    return document;
  }

  /** The same for a request to Apollo, which looks up what is named by itself: refused before it is parsed. */
  admit(request: FastifyRequest): void {
    const document = documentOf(request);
    if (typeof document !== 'string') return;
    try {
      this.assertTrusted(document, request.headers);
    } catch (error) {
      throw new GraphQLError('not trusted', { originalError: error as Error, extensions: { http: { status: 400 } } });
    }
  }

  /** The manifest as the store of Apollo's persisted queries; what clients would register is not kept. */
  asCache(): PersistedDocuments {
    return {
      get: (key) => Promise.resolve(this.documents.get(key.replace(/^apq:/, ''))),
      set: () => Promise.resolve(),
      delete: () => Promise.resolve(false),
    };
  }

  private assertTrusted(document: string, headers: IncomingHttpHeaders): void {
    if (this.mode === 'off' || (this.mode === 'portal-only' && !isBrowser(headers))) return;
    if (!this.documents.has(sha256(document))) throw documentNotTrusted();
  }
}

/** What a request to Apollo holds as its document, in the body or the address. */
export function documentOf({ body, query }: Pick<FastifyRequest, 'body' | 'query'>): unknown {
  return ({ ...(query as object), ...(body as object | null) } as { query?: unknown }).query;
}

/** A page in a browser cannot leave these out; a program has no reason to send them. */
function isBrowser({ cookie, origin, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  return cookie !== undefined || origin !== undefined || site !== undefined;
}

function readManifest(file: string): ReadonlyMap<string, string> {
  try {
    const { operations } = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const wrong = operations.find(({ id, body }) => id !== sha256(body));
    if (wrong) throw new Error(`the id of '${wrong.name}' is not the hash of its body`);
    return new Map(operations.map(({ id, body }) => [id, body]));
  } catch (error) {
    throw new Error(`TRUSTED_DOCUMENTS_FILE ${file} is no manifest of documents: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const documentUnknown = (): DomainError =>
  new DomainError('BAD_INPUT', 'DOCUMENT_UNKNOWN', '没有登记这个查询文档，请更新页面或程序后重试。');

const documentNotTrusted = (): DomainError =>
  new DomainError('BAD_INPUT', 'DOCUMENT_NOT_TRUSTED', '只接受已登记的查询文档，请使用门户页面或登记后再用。');
