import { hash } from '@node-rs/argon2';
import { Role } from '@sxbq/kernel';
import { Connection, ResultSetHeader } from 'mysql2/promise';
import { generateSync } from 'otplib';

const PASSWORD = 'correct horse battery staple';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';

/** Inserts a bureau of the region prefix with one user of it; gives the username. */
export async function insertBureauUser(
  connection: Connection,
  regionPrefix: string,
  username = `bureau-${regionPrefix}`,
): Promise<string> {
  const insert = async (sql: string, values: readonly unknown[]): Promise<number> => {
    const [result] = await connection.query<ResultSetHeader>(sql, [...values]);
    return result.insertId;
  };
  const organisationId = await insert(
    'INSERT INTO organisation (code, kind, name, region_prefix) VALUES (?, ?, ?, ?)',
    [username, 'BUREAU', `人社局 ${regionPrefix}`, regionPrefix],
  );
  const userId = await insert(
    'INSERT INTO `user` (username, display_name, password_hash, password_changed_at) VALUES (?, ?, ?, UTC_TIMESTAMP(6))',
    [username, '基准测试', await hash(PASSWORD, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 })],
  );
  await insert('INSERT INTO membership (user_id, organisation_id, role) VALUES (?, ?, ?)', [
    userId,
    organisationId,
    Role.HR_BUREAU,
  ]);
  return username;
}

/** Signs in over the API, for the first time and as production asks it: with a second factor. Gives the token. */
export async function signIn(url: string, username: string): Promise<string> {
  const first = await must<{ signIn: { token: string } }>(url, SIGN_IN, { input: { username, password: PASSWORD } });
  const { token } = first.signIn;
  const { beginTotpEnrolment } = await must<{ beginTotpEnrolment: { secret: string } }>(
    url,
    'mutation { beginTotpEnrolment { secret } }',
    {},
    token,
  );
  const confirmed = await must<{ confirmTotpEnrolment: { session: { token: string } } }>(
    url,
    'mutation ($input: SecondFactorCodeInput!) { confirmTotpEnrolment(input: $input) { session { token } } }',
    { input: { code: generateSync({ secret: beginTotpEnrolment.secret }) } },
    token,
  );
  return confirmed.confirmTotpEnrolment.session.token;
}

/** The first step alone, from an address of its own; whether it was taken. */
export async function tryPassword(url: string, username: string, address: string): Promise<boolean> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ query: SIGN_IN, variables: { input: { username, password: PASSWORD } } }),
  });
  const { data } = (await response.json()) as Partial<Reply<{ signIn: { token: string } } | null>>;
  return data?.signIn.token !== undefined;
}

async function must<T>(url: string, query: string, variables: object, token?: string): Promise<T> {
  const { data, errors } = await ask<T | null>(url, query, variables, token);
  if (!data) throw new Error(`${query} was refused: ${JSON.stringify(errors)}`);
  return data;
}

export interface Reply<T> {
  readonly data: T;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
}

/** Sends an operation once, signed when a token is given. */
export async function ask<T>(url: string, query: string, variables: object, token?: string): Promise<Reply<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Reply<T>;
}
