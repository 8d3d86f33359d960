import { isOutage } from '../jobs/outage';
import { databaseRefusal } from './database-faults';

const fault = (errno: number, message: string): Error => Object.assign(new Error(message), { errno });
/** As TypeORM passes it on. */
const wrapped = (errno: number, message = 'said by the server'): Error =>
  Object.assign(new Error('QueryFailedError'), { driverError: fault(errno, message) });

describe('what a database error means to who asked', () => {
  it.each([
    ['disk full', 1021, 'said by the server'],
    ['table full', 1114, 'said by the server'],
    ['error 28 on writing a file', 3, 'Error writing file /tmp/MLfd (Errcode: 28 "No space left on device")'],
    ['error 28 of an engine', 1030, 'Got error 28 "No space left on device" from storage engine InnoDB'],
    ['error 28 at COMMIT', 1180, 'Got error 28 during COMMIT'],
    ['out of memory', 1037, 'said by the server'],
    [
      'read only',
      1290,
      'The MariaDB server is running with the --read-only option so it cannot execute this statement',
    ],
    ['super read only', 1290, 'The MySQL server is running with the --super-read-only option so it cannot execute'],
    ['read-only transactions', 1792, 'said by the server'],
    ['InnoDB read only', 1836, 'said by the server'],
    ['not primary', 1047, 'WSREP has not yet prepared node for application use'],
    ['group replication refuses', 3100, 'said by the server'],
    ['shutting down', 1053, 'said by the server'],
    ['too many connections', 1040, 'said by the server'],
    ['too many connections of the account', 1226, 'said by the server'],
  ])('%s: SERVICE_BUSY with a time to wait, and no attempt of a job', (_what, errno, message) => {
    for (const error of [fault(errno, message), wrapped(errno, message)]) {
      expect(databaseRefusal(error)).toMatchObject({
        kind: 'UNAVAILABLE',
        code: 'SERVICE_BUSY',
        details: { retryAfterSeconds: 2 },
      });
      expect(isOutage(error)).toBe(true);
    }
  });

  it.each(['connect ECONNREFUSED /run/db.sock', 'read ECONNRESET', 'getaddrinfo EAI_AGAIN db', 'connect EHOSTUNREACH'])(
    '%s: the same',
    (message) => {
      expect(databaseRefusal(new Error(message))).toMatchObject({ code: 'SERVICE_BUSY' });
      expect(isOutage(new Error(message))).toBe(true);
    },
  );

  it.each([
    ['a deadlock after all tries', 1213, 'SERVICE_BUSY'],
    ['a lock that was not given', 1205, 'SERVICE_BUSY'],
    ['a statement that ran too long', 1969, 'STATEMENT_TIMEOUT'],
  ])('%s: try again, but it was an attempt', (_what, errno, code) => {
    expect(databaseRefusal(wrapped(errno))).toMatchObject({ code });
    expect(isOutage(wrapped(errno))).toBe(false);
  });

  it.each([
    ['a duplicate', 1062, 'Duplicate entry'],
    ['an option that no wait will change', 1290, 'The server is running with the --secure-file-priv option'],
    ['a table that is not there', 1146, "Table 'x' doesn't exist"],
  ])('%s: a fault of our own', (_what, errno, message) => {
    expect(databaseRefusal(wrapped(errno, message))).toBeNull();
    expect(isOutage(wrapped(errno, message))).toBe(false);
  });

  it.each([
    "Stream isn't writeable and enableOfflineQueue options is false",
    'Connection is closed.',
    'READONLY You can',
  ])('Redis away (%s): no attempt', (message) => expect(isOutage(new Error(message))).toBe(true));
});
