import { GraphQLSchemaHost } from '@nestjs/graphql';
import { CataloguesService } from '@sxbq/catalogues';
import { isAdministrator, Operation, PermissionAudit, roleHolds } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';
import { PolicyService } from '@sxbq/policy';
import { GraphQLSchema } from 'graphql';
import { Journey } from '../support/journey';
import { AskedOperation, askedOperation } from '../support/permission-matrix/documents';
import {
  ADMINISTERED_KINDS,
  DIRECTORY_OPERATIONS,
  IN_OWN_SESSION,
  ON_ANYBODY,
  UNSCOPED_KINDS,
} from '../support/permission-matrix/examples';
import { HOME_REGION, passkeyOf, personalObjects, placeOf, stepUp } from '../support/permission-matrix/people';
import { makePlace, ObjectKind, Objects, PlaceObjects } from '../support/permission-matrix/place';
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
  const own = new Map<Role, Objects>();
  const foreign = new Map<Role, Objects>();
  let strangersAway: Objects;
  /** Answers of the cells, by role, that hold what must not be in them. */
  const leaks: string[] = [];

  beforeAll(async () => {
    const platform = await startPlatform(undefined, { RATE_LIMITS: NO_LIMITS, REVEALS_PER_DAY: '0' });
    journey = new Journey(platform);
    await platform.api.get(CataloguesService, { strict: false }).load();
    await platform.api.get(PolicyService, { strict: false }).seedDefault();
    schema = platform.api.get(GraphQLSchemaHost).schema;
    declared = new Map(
      platform.api
        .get(PermissionAudit)
        .operations()
        .filter(({ kind }) => kind !== 'HTTP')
        .map((operation) => [operation.name, operation]),
    );
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
    const persons = await personalObjects(journey, 'bureau-away');
    const stranger = { ...persons, Passkey: await passkeyOf(journey, persons.User) };
    strangersAway = { ...away, ...stranger };
    await journey.enter('spare', Role.INSPECTOR, { regionPrefix: HOME_REGION });
    const spare = await personalObjects(journey, 'spare');
    for (const role of ROLES) {
      await journey.enter(role, role, placeOf(role, HOME, home.Enterprise));
      own.set(role, { ...home, ...(await personalObjects(journey, role)), User: spare.User });
      const facts: PlaceObjects = PARTIES.includes(role) ? neighbour : away;
      foreign.set(role, { ...facts, ...stranger });
    }
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

  /** Asks with every field nested so deep; less deep where the cost of all is too high. */
  async function ask(
    operation: AskedOperation,
    variables: Record<string, unknown>,
    token?: string,
    deepest = 0,
  ): Promise<Reply> {
    for (let depth = deepest; ; depth--) {
      const reply = await askOnce(operation.kind, operation.document(depth), variables, token);
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

  function noteLeaks(role: Role, operation: AskedOperation, reply: Reply): void {
    const text = JSON.stringify(reply);
    const where = `${role} ${operation.name}`;
    for (const number of somebodysNumbersIn(text)) leaks.push(`${where}: ${number} in clear`);
    if (isAdministrator(role)) return;
    for (const mark of PARTIES.includes(role) ? [AWAY, NEIGHBOUR] : [AWAY]) {
      if (text.includes(mark)) leaks.push(`${where}: a row of ${mark}`);
    }
  }

  /** Cells that are not as expected, one line each; the roles' cells run side by side. */
  async function faultsOf(
    cells: readonly (readonly [Role, AskedOperation])[],
    objects: (role: Role, operation: AskedOperation) => Objects,
    fault: (role: Role, operation: AskedOperation, reply: Reply) => string | null,
  ): Promise<string[]> {
    const faults: string[] = [];
    const askAll = async (asking: Role): Promise<void> => {
      for (const [role, operation] of cells.filter(([of]) => of === asking)) await askOne(role, operation);
    };
    const askOne = async (role: Role, operation: AskedOperation): Promise<void> => {
      const token = await tokenFor(role, operation);
      const reply = await ask(operation, operation.variables(objects(role, operation)), token, 3);
      noteLeaks(role, operation, reply);
      const found = fault(role, operation, reply);
      if (found) faults.push(`${role} × ${operation.name}: ${found}, answered ${codeOf(reply)}`);
    };
    await Promise.all(ROLES.map(askAll));
    return faults.sort();
  }

  const permissionOf = ({ name }: AskedOperation): string => declared.get(name)?.permission ?? '';
  const cells = (isHeld: boolean) =>
    operations().flatMap((operation) =>
      ROLES.filter((role) => roleHolds(role, permissionOf(operation)) === isHeld).map(
        (role) => [role, operation] as const,
      ),
    );

  const isScoped = (role: Role, kind: ObjectKind): boolean =>
    !UNSCOPED_KINDS.has(kind) && !(isAdministrator(role) && ADMINISTERED_KINDS.has(kind));

  it('has an example for every argument, and knows every public operation', () => {
    expect(operations().length).toBeGreaterThan(80);
    const open = [...declared.values()].filter(({ permission }) => permission === null).map(({ name }) => name);
    expect(open.sort()).toEqual(PUBLIC_OPERATIONS);
  });

  it('nobody: UNAUTHENTICATED', async () => {
    const faults: string[] = [];
    for (const operation of operations()) {
      const reply = await ask(operation, operation.variables(strangersAway));
      if (codeOf(reply) !== 'UNAUTHENTICATED') faults.push(`${operation.name} answered ${codeOf(reply)}`);
    }
    expect(faults).toEqual([]);
  });

  it('a role without the permission: FORBIDDEN', async () => {
    const faults = await faultsOf(
      cells(false),
      (role) => own.get(role) as Objects,
      (_role, _operation, reply) => (codeOf(reply) === 'FORBIDDEN' ? null : 'should be FORBIDDEN'),
    );
    expect(faults).toEqual([]);
  });

  it('the permission and a foreign id: as if it were not there', async () => {
    const scoped = cells(true).filter(
      ([role, { name, kinds }]) => !ON_ANYBODY.has(name) && kinds.some((kind) => isScoped(role, kind)),
    );
    expect(scoped.length).toBeGreaterThan(100);
    const faults = await faultsOf(
      scoped,
      (role, { name }) => (DIRECTORY_OPERATIONS.has(name) ? strangersAway : (foreign.get(role) as Objects)),
      (_role, _operation, reply) => {
        const { kind, code } = refusalOf(reply) ?? {};
        return kind === 'NOT_FOUND' || code === 'REGION_OUT_OF_SCOPE' ? null : 'should not be found';
      },
    );
    expect(faults).toEqual([]);
  });

  it('the permission and an own id: neither FORBIDDEN nor UNAUTHENTICATED', async () => {
    const faults = await faultsOf(
      cells(true),
      (role) => own.get(role) as Objects,
      (_role, _operation, reply) =>
        ['FORBIDDEN', 'UNAUTHENTICATED', 'INTERNAL_ERROR', 'GRAPHQL_VALIDATION_FAILED'].includes(codeOf(reply)) ||
        /^QUERY_TOO/.test(codeOf(reply))
          ? 'should be allowed'
          : null,
    );
    expect(faults).toEqual([]);
  });

  it('no answer to any role held an ID number or a phone in clear, or a foreign row', () => {
    expect(leaks).toEqual([]);
  });
});
