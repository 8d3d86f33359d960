import { OrganisationKind, OrganisationsService, UsersService } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';
import { GivenFile } from '@sxbq/ledgers';
import { Client } from 'graphql-ws';
import { Platform } from './platform';
import { follow, Followed, socketOf } from './socket';

const PASSWORD = 'journey-spec-9h3w';

export interface HttpReply {
  readonly status: number;
  readonly body: Buffer;
  readonly headers: Headers;
}

/** Where a user belongs; a school or an enterprise by row id. */
export interface Place {
  readonly regionPrefix?: string;
  readonly schoolId?: string;
  readonly enterpriseId?: string;
  /** Code of an organisation that is there already; else one is made for the user. */
  readonly organisation?: string;
}

/** A platform in use by several people; keeps the text of every answer that any of them got. */
export class Journey {
  readonly answers: string[] = [];
  private readonly tokens = new Map<string, string>();
  private readonly clients: Client[] = [];

  constructor(readonly platform: Platform) {}

  /** Makes the user, whose name is also the organisation's, and signs in. */
  async enter(username: string, role: Role, place: Place): Promise<void> {
    const organisationCode = place.organisation ?? (await this.organisationOf(username, role, place));
    await this.platform.api
      .get(UsersService, { strict: false })
      .create({ username, displayName: username, password: PASSWORD, organisationCode, role });
    await this.signIn(username);
  }

  private async organisationOf(
    username: string,
    role: Role,
    { regionPrefix = '', schoolId, enterpriseId }: Place,
  ): Promise<string> {
    await this.platform.api.get(OrganisationsService, { strict: false }).ensure({
      code: username,
      kind: kindOf(role),
      name: `示例机构 ${username}`,
      regionPrefix,
      schoolId: schoolId === undefined ? null : Number(schoolId),
      enterpriseId: enterpriseId === undefined ? null : Number(enterpriseId),
    });
    return username;
  }

  async signIn(username: string): Promise<void> {
    this.tokens.set(username, await this.newToken(username));
  }

  /** The token of one more session, beside the one the user goes on with. */
  newToken(username: string): Promise<string> {
    return this.platform.signIn(username, PASSWORD);
  }

  /** Proves again who the user is; sensitive operations are open to them for ten minutes. */
  async stepUp(username: string): Promise<void> {
    const { stepUp } = await this.ask<{ stepUp: { token: string } }>(
      username,
      'mutation ($input: StepUpInput!) { stepUp(input: $input) { token } }',
      { input: { password: PASSWORD } },
    );
    this.tokens.set(username, stepUp.token);
  }

  /** The data of an operation that must succeed. */
  async ask<T>(username: string, query: string, variables: object = {}): Promise<T> {
    const reply = await this.platform.graphql<T>(query, variables, this.tokenOf(username));
    this.answers.push(JSON.stringify(reply));
    if (reply.errors) throw new Error(`${query.trim()} was refused: ${JSON.stringify(reply.errors)}`);
    return reply.data;
  }

  /** The code of an operation that must be refused. */
  async refusal(username: string, query: string, variables: object = {}): Promise<string> {
    const reply = await this.platform.graphql<unknown>(query, variables, this.tokenOf(username));
    this.answers.push(JSON.stringify(reply));
    return reply.errors?.[0]?.extensions.code ?? `answered ${JSON.stringify(reply.data)}`;
  }

  /** Follows a subscription to its end. */
  async follow<T>(username: string, query: string, variables: Record<string, unknown>): Promise<Followed<T>> {
    const client = socketOf(this.platform.url, this.tokenOf(username));
    this.clients.push(client);
    const followed = await follow<T>(client, query, variables);
    this.answers.push(JSON.stringify(followed));
    return followed;
  }

  /** Sends a file to POST /ledgers/files as a browser would; '' sends it signed in as nobody. */
  async upload(username: string, { fileName, content }: GivenFile): Promise<HttpReply> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)]), fileName);
    return this.http(username, '/ledgers/files', { method: 'POST', body: form });
  }

  async download(username: string, path: string): Promise<HttpReply> {
    return this.http(username, path, {});
  }

  async close(): Promise<void> {
    for (const client of this.clients) await client.dispose();
    await this.platform.close();
  }

  private async http(username: string, path: string, options: RequestInit): Promise<HttpReply> {
    const headers = username === '' ? {} : { authorization: `Bearer ${this.tokenOf(username)}` };
    const response = await fetch(`${this.platform.url}${path}`, { ...options, headers });
    const reply = {
      status: response.status,
      body: Buffer.from(await response.arrayBuffer()),
      headers: response.headers,
    };
    if (response.headers.get('content-type')?.includes('json')) this.answers.push(reply.body.toString());
    return reply;
  }

  tokenOf(username: string): string {
    const token = this.tokens.get(username);
    if (token === undefined) throw new Error(`${username} has not signed in`);
    return token;
  }
}

function kindOf(role: Role): OrganisationKind {
  if (role === Role.SCHOOL) return OrganisationKind.SCHOOL;
  if (role === Role.ENTERPRISE) return OrganisationKind.ENTERPRISE;
  return role.endsWith('_ADMINISTRATOR') ? OrganisationKind.ADMINISTRATION : OrganisationKind.BUREAU;
}
