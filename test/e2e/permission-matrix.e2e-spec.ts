import { GraphQLSchemaHost } from '@nestjs/graphql';
import { CataloguesService } from '@sxbq/catalogues';
import { isAdministrator, Operation, PermissionAudit, roleHolds } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';
import { PolicyService } from '@sxbq/policy';
import { GraphQLSchema } from 'graphql';
import { Journey } from '../support/journey';
import { AskedOperation, askedOperation, Slot } from '../support/permission-matrix/documents';
import {
  ADMINISTERED_KINDS,
  DIRECTORY_OPERATIONS,
  IN_OWN_SESSION,
  isInDirectory,
  NOT_THERE,
  NOT_THERE_CODES,
  ON_ANYBODY,
  OPEN_TO_ALL,
  REFUSED_FIRST,
  UNPROVEN,
  UNSCOPED_KINDS,
} from '../support/permission-matrix/examples';
import { HOME_REGION, passkeyOf, personalObjects, placeOf, stepUp } from '../support/permission-matrix/people';
import { claimedGraduate, makePlace, ObjectKind, Objects, PlaceObjects } from '../support/permission-matrix/place';
import { parametersOf, PUBLIC_ROUTES, requestOf, ROUTES } from '../support/permission-matrix/routes';
import { somebodysNumbersIn } from '../support/personal-data-scan';
import { GraphqlReply, startPlatform } from '../support/platform';
import { follow, socketOf } from '../support/socket';

const ROLES = Object.values(Role);
const PARTIES: readonly Role[] = [Role.SCHOOL, Role.ENTERPRISE];
const HOME = 'BENDI';
/** Another school and enterprise of the city; their facts are not the parties' at home. */
const NEIGHBOUR = 'LINJIA';
/** Another city. */
const AWAY = 'YUANFANG';
/** Most calls that the budgets of callers can be set to. */
const NO_LIMITS = 'request=900000/60,read=900000/60,write=900000/60,costly=900000/60,sign-in=900000/60';

/** Operations that anybody may ask; a new one is written down here on purpose. */
const PUBLIC_OPERATIONS = [
  'acceptInvitation',
  'beginPasskeyRegistration',
  'beginPasskeySignIn',
  'beginTotpEnrolment',
  'changeOwnPassword',
  'choosePassword',
  'confirmTotpEnrolment',
  'finishPasskeyRegistration',
  'finishPasskeySignIn',
  'openInvitation',
  'publishedRanking',
  'rankingHistory',
  'signIn',
  'verifySecondFactor',
];

/** More than two thousand requests, on a machine that may be busy. */
jest.setTimeout(600_000);

type Reply = Pick<GraphqlReply<unknown>, 'data' | 'errors'>;

/** Past the platform's watch on audit entries: the second role that sends the same value changes nothing. */
async function post(url: string, query: string, variables: object, token?: string): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Reply;
}

describe('every role × every operation × own and foreign ids', () => {
  let journey: Journey;
  let schema: GraphQLSchema;
  let declared: Map<string, Operation>;
  let routes: readonly Operation[];
  const own = new Map<Role, Objects>();
  const foreign = new Map<Role, Objects>();
  let strangersAway: Objects;
  /** How variations were refused, and how everybody's own were answered: by `role operation`. */
  const told: { readonly role: Role; readonly operation: string; readonly slot: string; readonly code: string }[] = [];
  const answeredOwn = new Map<string, string>();
  /** Answers of the cells, by role, that hold what must not be in them. */
  const leaks: string[] = [];

  beforeAll(async () => {
    const platform = await startPlatform(undefined, { RATE_LIMITS: NO_LIMITS, REVEALS_PER_DAY: '0' });
    journey = new Journey(platform);
    await platform.api.get(CataloguesService, { strict: false }).load();
    await platform.api.get(PolicyService, { strict: false }).seedDefault();
    schema = platform.api.get(GraphQLSchemaHost).schema;
    const entrances = platform.api.get(PermissionAudit).operations();
    routes = entrances.filter(({ kind }) => kind === 'HTTP');
    declared = new Map(entrances.filter(({ kind }) => kind !== 'HTTP').map((each) => [each.name, each]));
    await makeEverything();
  });
  afterAll(() => journey.close());

  async function makeEverything(): Promise<void> {
    await journey.enter('bureau-home', Role.HR_BUREAU, { regionPrefix: HOME_REGION });
    await journey.enter('bureau-away', Role.HR_BUREAU, { regionPrefix: '3201' });
    const place = (mark: string, number: number, regionCode: string, bureau: string) =>
      makePlace(journey, { mark, number, regionCode, bureau });
    const home = await place(HOME, 1, '320411', 'bureau-home');
    const neighbour = await place(NEIGHBOUR, 2, '320412', 'bureau-home');
    const away = await place(AWAY, 3, '320104', 'bureau-away');
    const stranger = await strangersOwn();
    strangersAway = { ...away, ...stranger };
    await journey.enter('spare', Role.INSPECTOR, { regionPrefix: HOME_REGION });
    const spare = await personalObjects(journey, 'spare');
    for (const role of ROLES) {
      await journey.enter(role, role, placeOf(role, HOME, home.Enterprise));
      const persons = await personalObjects(journey, role);
      const profile = role === Role.GRADUATE ? await claimedGraduate(journey, HOME, home, persons.User) : {};
      own.set(role, { ...home, ...persons, ...profile, User: spare.User });
      const facts: PlaceObjects = PARTIES.includes(role) ? neighbour : away;
      foreign.set(role, { ...facts, ...stranger });
    }
  }

  async function strangersOwn() {
    const persons = await personalObjects(journey, 'bureau-away');
    return { ...persons, Passkey: await passkeyOf(journey, persons.User) };
  }

  const operations = (): AskedOperation[] =>
    (
      [
        ['query', schema.getQueryType()],
        ['subscription', schema.getSubscriptionType()],
        ['mutation', schema.getMutationType()],
      ] as const
    ).flatMap(([kind, type]) =>
      Object.values(type?.getFields() ?? {})
        .filter((field) => !PUBLIC_OPERATIONS.includes(field.name))
        .map((field) => askedOperation(kind, field)),
    );

  /** What is asked: everybody's own, but for the one slot that is varied. */
  interface Asked {
    readonly objects: Objects;
    readonly varied?: Slot;
    readonly foreign?: string;
  }

  /** Asks with every field nested so deep; less deep where the cost of all is too high. */
  async function ask(operation: AskedOperation, asked: Asked, token?: string, deepest = 0): Promise<Reply> {
    const { objects, varied, foreign: id } = asked;
    const variables = operation.variables(
      ({ path, kind }) => (path === varied?.path ? String(id) : objects[kind]),
      varied,
    );
    for (let depth = deepest; ; depth--) {
      const reply = await askOnce(operation.kind, operation.document(depth, varied), variables, token);
      if (depth === 0 || !/^QUERY_TOO/.test(codeOf(reply))) return reply;
    }
  }

  async function askOnce(
    kind: AskedOperation['kind'],
    document: string,
    variables: Record<string, unknown>,
    token?: string,
  ): Promise<Reply> {
    const { platform } = journey;
    if (kind !== 'subscription') return post(platform.url, document, variables, token);
    const client = socketOf(platform.url, token ?? '');
    try {
      const { events, errors } = await follow(client, document, variables);
      return { data: events, ...(errors.length > 0 ? { errors } : {}) };
    } catch {
      return {
        data: null,
        errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED', kind: 'UNAUTHENTICATED' } }],
      };
    } finally {
      await client.dispose();
    }
  }

  /** How the operation itself was answered; a nested field that a role may not read is another matter. */
  const refusalOf = ({ errors }: Reply) => errors?.find(({ path = [] }) => path.length < 2)?.extensions;
  const codeOf = (reply: Reply): string => refusalOf(reply)?.code ?? 'OK';

  async function tokenFor(role: Role, operation: AskedOperation): Promise<string> {
    if (!IN_OWN_SESSION.has(operation.name)) return journey.tokenOf(role);
    const token = await journey.newToken(role);
    await stepUp(journey, role);
    return token;
  }

  function noteLeaks(role: Role, name: string, reply: unknown): void {
    const text = JSON.stringify(reply);
    const where = `${role} ${name}`;
    for (const number of somebodysNumbersIn(text)) leaks.push(`${where}: ${number} in clear`);
    if (isAdministrator(role)) return;
    for (const mark of PARTIES.includes(role) ? [AWAY, NEIGHBOUR] : [AWAY]) {
      if (text.includes(mark)) leaks.push(`${where}: a row of ${mark}`);
    }
  }

  /** Cells that are not as expected, one line each; the roles' cells run side by side. */
  async function faultsOf<Cell extends { readonly role: Role }>(
    cells: readonly Cell[],
    fault: (cell: Cell) => Promise<string | null>,
  ): Promise<string[]> {
    const faults: string[] = [];
    const askAll = async (asking: Role): Promise<void> => {
      for (const cell of cells.filter(({ role }) => role === asking)) {
        const found = await fault(cell);
        if (found) faults.push(`${asking} × ${found}`);
      }
    };
    await Promise.all(ROLES.map(askAll));
    return faults.sort();
  }

  interface Cell {
    readonly role: Role;
    readonly operation: AskedOperation;
  }

  async function askAs({ role, operation }: Cell, asked: Asked, deepest = 3): Promise<Reply> {
    const reply = await ask(operation, asked, await tokenFor(role, operation), deepest);
    noteLeaks(role, operation.name, reply);
    return reply;
  }

  const permissionOf = ({ name }: AskedOperation): string => declared.get(name)?.permission ?? '';
  const cells = (isHeld: boolean): Cell[] =>
    operations().flatMap((operation) =>
      ROLES.filter((role) => roleHolds(role, permissionOf(operation)) === isHeld).map((role) => ({ role, operation })),
    );
  const ownOf = (role: Role): Objects => own.get(role) as Objects;

  const isScoped = (role: Role, kind: ObjectKind): boolean =>
    !UNSCOPED_KINDS.has(kind) && !(isAdministrator(role) && ADMINISTERED_KINDS.has(kind));

  interface Variation extends Cell {
    readonly varied: Slot;
  }

  /** Every slot of every operation, one at a time, for every role that may ask. */
  const variations = (): Variation[] =>
    cells(true).flatMap(({ role, operation }) =>
      operation.slots
        .filter(({ kind }) => isScoped(role, kind) && !ON_ANYBODY.has(operation.name))
        .filter(({ path }) => !OPEN_TO_ALL.has(`${operation.name}.${path}`))
        .map((varied) => ({ role, operation, varied })),
    );

  /** Somebody else's, as far away as it must be for the role not to see it. */
  function foreignOf({ role, operation, varied }: Variation): string {
    const isFar = DIRECTORY_OPERATIONS.has(operation.name) || isInDirectory(role, operation.name, varied);
    return (isFar ? strangersAway : (foreign.get(role) as Objects))[varied.kind];
  }

  /** As if it were not there: said so, or answered in the same way as what is not there for anybody. */
  async function faultOf(cell: Variation): Promise<string | null> {
    const { operation, varied } = cell;
    const objects = ownOf(cell.role);
    const id = foreignOf(cell);
    const reply = await askAs(cell, { objects, varied, foreign: id });
    const { kind, code = 'OK' } = refusalOf(reply) ?? {};
    const slot = `${operation.name}.${varied.path}`;
    told.push({ role: cell.role, operation: operation.name, slot, code });
    if (kind === 'NOT_FOUND' || code === 'REGION_OUT_OF_SCOPE') return null;
    if (NOT_THERE_CODES.has(code) || REFUSED_FIRST.has(slot) || (code === 'OK' && operation.kind === 'query')) {
      const missing = await askAs(cell, { objects, varied, foreign: NOT_THERE[varied.kind] ?? NOT_THERE.default });
      if (sameBut(reply, id) === sameBut(missing, NOT_THERE[varied.kind] ?? NOT_THERE.default)) return null;
    }
    return `${operation.name} with another’s ${varied.path}: answered ${code}`;
  }

  const sameBut = (reply: Reply, id: string): string =>
    JSON.stringify({ code: codeOf(reply), data: reply.data }).replaceAll(`"${id}"`, '""');

  it('has an example for every argument and route, and knows every public one', () => {
    expect(operations().length).toBeGreaterThan(80);
    const open = [...declared.values()].filter(({ permission }) => permission === null).map(({ name }) => name);
    expect(open.sort()).toEqual(PUBLIC_OPERATIONS);
    const named = (isOpen: boolean) =>
      routes.flatMap(({ name, permission }) => ((permission === null) === isOpen ? [name] : [])).sort();
    expect(named(true)).toEqual(PUBLIC_ROUTES);
    expect(named(false)).toEqual(Object.keys(ROUTES).sort());
    for (const [route, { slots }] of Object.entries(ROUTES)) expect(Object.keys(slots)).toEqual(parametersOf(route));
  });

  it('nobody: UNAUTHENTICATED', async () => {
    const faults: string[] = [];
    for (const operation of operations()) {
      const reply = await ask(operation, { objects: strangersAway });
      if (codeOf(reply) !== 'UNAUTHENTICATED') faults.push(`${operation.name} answered ${codeOf(reply)}`);
    }
    expect(faults).toEqual([]);
  });

  it('a role without the permission: FORBIDDEN', async () => {
    const faults = await faultsOf(cells(false), async (cell) => {
      const code = codeOf(await askAs(cell, { objects: ownOf(cell.role) }));
      return code === 'FORBIDDEN' ? null : `${cell.operation.name}: should be FORBIDDEN, answered ${code}`;
    });
    expect(faults).toEqual([]);
  });

  it('the permission and one foreign id among own ones: as if it were not there', async () => {
    expect(variations().length).toBeGreaterThan(300);
    expect(await faultsOf(variations(), faultOf)).toEqual([]);
  });

  it('the permission and own ids: neither FORBIDDEN nor UNAUTHENTICATED', async () => {
    const faults = await faultsOf(cells(true), async (cell) => {
      const code = codeOf(await askAs(cell, { objects: ownOf(cell.role) }));
      answeredOwn.set(`${cell.role} ${cell.operation.name}`, code);
      const isWrong = ['FORBIDDEN', 'UNAUTHENTICATED', 'INTERNAL_ERROR', 'GRAPHQL_VALIDATION_FAILED'].includes(code);
      return isWrong || /^QUERY_TOO/.test(code) ? `${cell.operation.name}: should be allowed, answered ${code}` : null;
    });
    expect(faults).toEqual([]);
  });

  /** Where own ids are answered in the same way, the foreign one proves nothing; some role must tell them apart. */
  it('the one foreign id is why, where several are asked for', () => {
    const several = new Set(operations().flatMap(({ name, slots }) => (slots.length > 1 ? [name] : [])));
    const asked = told.filter(({ operation, code }) => several.has(operation) && code !== 'OK');
    const proven = new Set(
      asked.flatMap(({ role, operation, slot, code }) =>
        answeredOwn.get(`${role} ${operation}`) === code ? [] : [slot],
      ),
    );
    const unproven = new Set(asked.flatMap(({ slot }) => (proven.has(slot) ? [] : [slot])));
    expect([...unproven].sort()).toEqual([...UNPROVEN].sort());
  });

  it('every route: nobody, a role without the permission, a foreign id, an own one', async () => {
    const faults: string[] = [];
    const expected = async (who: string, route: string, objects: Objects, token: string | null, fits: RegExp) => {
      const { path, ...request } = requestOf(route, (kind) => objects[kind]);
      const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(`${journey.platform.url}${path}`, { ...request, headers });
      const text = await response.text();
      if (who in Role) noteLeaks(who as Role, route, text);
      if (!fits.test(String(response.status))) faults.push(`${who} × ${route}: answered ${response.status}`);
    };
    for (const { name: route, permission } of routes.filter(({ permission: asked }) => asked !== null)) {
      await expected('nobody', route, strangersAway, null, /^401$/);
      for (const role of ROLES) {
        const token = journey.tokenOf(role);
        if (!roleHolds(role, String(permission))) await expected(role, route, ownOf(role), token, /^403$/);
        else {
          const away = foreign.get(role) as Objects;
          const isByLink = ROUTES[route]?.byLink === true;
          if (parametersOf(route).length > 0) await expected(role, route, away, token, isByLink ? /^403$/ : /^404$/);
          await expected(role, route, ownOf(role), token, isByLink ? /^403$/ : /^(2|40[04]|409|41|422)/);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it('no answer to any role held an ID number or a phone in clear, or a foreign row', () => {
    expect(leaks).toEqual([]);
  });
});
