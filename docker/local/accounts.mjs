// The accounts of a private MariaDB: the owner, the product at run time, and the one that seals the audit.
import { socketPath } from './sockets.mjs';

/** @typedef {{owner: string, runTime: string, sealer: string}} Passwords */

export const ACCOUNTS = { owner: 'sxbq', runTime: 'sxbq_app', sealer: 'sxbq_audit' };

/**
 * Statements for the server's start, one a line. The owner may do everything to databases called sxbq or sxbq_…;
 * outside a person's data to every database. What the others may write, `sxbq migrate` grants them table by table.
 * @param {Passwords} passwords
 * @param {'kept' | 'bench' | 'throwaway'} profile
 * @returns {string}
 */
export function accountStatements(passwords, profile) {
  const ours = ['`sxbq`.*', '`sxbq\\_%`.*'];
  const reach = profile === 'kept' ? ours : ['*.*'];
  return [
    'CREATE DATABASE IF NOT EXISTS `sxbq` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;',
    ...Object.entries(ACCOUNTS).flatMap(([role, name]) => account(name, passwords[role])),
    ...reach.map((databases) => `GRANT ALL PRIVILEGES ON ${databases} TO ${quoted(ACCOUNTS.owner)} WITH GRANT OPTION;`),
    ...ours.map((databases) => `GRANT SELECT ON ${databases} TO ${quoted(ACCOUNTS.runTime)};`),
    '',
  ].join('\n');
}

/**
 * @param {string} directory the server's folder
 * @param {Passwords} passwords
 * @param {string} database which need not exist yet
 * @returns {{DATABASE_URL: string, DATABASE_MIGRATION_URL: string, AUDIT_DATABASE_URL: string}} as the product reads it
 */
export function databaseUrls(directory, passwords, database) {
  const query = new URLSearchParams({ socketPath: socketPath(directory, 'mariadb.sock') });
  const url = (role) =>
    `mariadb://${ACCOUNTS[role]}:${encodeURIComponent(passwords[role])}@localhost/${database}?${query}`;
  return { DATABASE_URL: url('runTime'), DATABASE_MIGRATION_URL: url('owner'), AUDIT_DATABASE_URL: url('sealer') };
}

const quoted = (name) => `'${name}'@'localhost'`;

function account(name, password) {
  const identified = `${quoted(name)} IDENTIFIED BY '${password.replaceAll("'", "''")}';`;
  return [`CREATE USER IF NOT EXISTS ${identified}`, `ALTER USER ${identified}`];
}
