import { ObjectKind } from './place';

/** What an HTTP route that asks for a permission is asked with; each `:name` of its path names an object. */
interface AskedRoute {
  readonly slots: Readonly<Record<string, ObjectKind>>;
  /** Sends a file, as a browser does. */
  readonly hasFile?: true;
  /** Opens nothing without a link of the caller's own, whatever the id: test/e2e/downloads.e2e-spec.ts has such links. */
  readonly byLink?: true;
}

/** By method and path, every one that asks for a permission; a new one is written down here. */
export const ROUTES: Readonly<Record<string, AskedRoute>> = {
  'GET /assessment/attachments/:id': { slots: { id: 'SelfScoreAttachment' }, byLink: true },
  'GET /assessment/bundles/:id/public': { slots: { id: 'AssessmentRun' }, byLink: true },
  'GET /assessment/bundles/:id/whole': { slots: { id: 'AssessmentRun' }, byLink: true },
  'GET /audit/entries.csv': { slots: {} },
  'GET /ledgers/export.xlsx': { slots: {} },
  'GET /ledgers/imports/:id/errors.xlsx': { slots: { id: 'LedgerImport' } },
  'GET /ledgers/template.xlsx': { slots: {} },
  'GET /privacy/requests/:id/copy.csv': { slots: { id: 'PersonRequest' } },
  'GET /privacy/requests/:id/copy.json': { slots: { id: 'PersonRequest' } },
  'GET /reports/:id/file': { slots: { id: 'Report' }, byLink: true },
  'POST /assessment/self-scores/:id/attachments': { slots: { id: 'SelfScore' }, hasFile: true },
  'POST /ledgers/files': { slots: {}, hasFile: true },
};

/** Routes that anybody may ask. */
export const PUBLIC_ROUTES = [
  'GET /livez',
  'GET /notices/:region/:year',
  'GET /rankings/:region/:year',
  'GET /rankings/:region/:year/bundle',
  'GET /sign-in/oidc/callback',
  'GET /sign-in/oidc/start',
  'POST /sign-in/oidc/logout',
];

/** Names of what the path names: ':id' of '/privacy/requests/:id/copy.csv'. */
export const parametersOf = (route: string): string[] => [...route.matchAll(/:(\w+)/g)].map(([, name]) => name!);

/** The request of the route for the objects that `pick` gives. */
export function requestOf(
  route: string,
  pick: (kind: ObjectKind) => string,
): { readonly method: string; readonly path: string; readonly body?: FormData } {
  const { slots, hasFile } = ROUTES[route]!;
  const [method, pattern] = route.split(' ') as [string, string];
  const path = pattern.replace(/:(\w+)/g, (_all, name: string) => pick(slots[name]!));
  if (!hasFile) return { method, path };
  const body = new FormData();
  body.set('file', new Blob(['%PDF-1.4']), '样例.pdf');
  return { method, path, body };
}
