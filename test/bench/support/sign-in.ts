import { hash } from '@node-rs/argon2';
import { Role } from '@sxbq/kernel';
import { Connection, ResultSetHeader } from 'mysql2/promise';

const PASSWORD = 'correct horse battery staple';

/** Inserts a bureau of the region prefix with one user of it; gives the username. */
export async function insertBureauUser(connection: Connection, regionPrefix: string): Promise<string> {
  const username = `bureau-${regionPrefix}`;
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

/** Signs in over the API; gives the token. */
export async function signIn(url: string, username: string): Promise<string> {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';
  const reply = await ask<{ signIn: { token: string } } | null>(url, query, {
    input: { username, password: PASSWORD },
  });
  if (!reply.data) throw new Error(`sign-in was refused: ${JSON.stringify(reply.errors)}`);
  return reply.data.signIn.token;
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
