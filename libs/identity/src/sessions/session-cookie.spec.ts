import { SessionCookie } from './session-cookie';
import { isSessionToken, newSessionToken, sessionTokenHash } from './session-token';

const expires = new Date('2026-01-02T03:04:05Z');

describe('the session cookie', () => {
  it('is bound to the host over TLS in production', () => {
    const cookie = new SessionCookie({ NODE_ENV: 'production', PUBLIC_ORIGIN: undefined });
    expect(cookie.keeping('t', expires)).toBe(
      '__Host-sxbq=t; Path=/; HttpOnly; SameSite=Lax; Expires=Fri, 02 Jan 2026 03:04:05 GMT; Secure',
    );
    expect(cookie.forgetting()).toBe('__Host-sxbq=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure');
  });

  it('works without TLS in development, under another name', () => {
    const cookie = new SessionCookie({ NODE_ENV: 'development', PUBLIC_ORIGIN: undefined });
    expect(cookie.keeping('t', expires)).toMatch(
      /^sxbq-development=t; Path=\/; HttpOnly; SameSite=Lax; Expires=[^;]*$/,
    );
  });

  it('reads its own value among others', () => {
    const cookie = new SessionCookie({ NODE_ENV: 'production', PUBLIC_ORIGIN: undefined });
    expect(cookie.read('a=1; __Host-sxbq=token; b=2')).toBe('token');
    expect(cookie.read('sxbq-development=token')).toBeNull();
    expect(cookie.read(undefined)).toBeNull();
  });
});

describe('the session token', () => {
  it('is random, recognisable, and kept as a hash of another shape', () => {
    const token = newSessionToken();
    expect(newSessionToken()).not.toBe(token);
    expect(isSessionToken(token)).toBe(true);
    expect(sessionTokenHash(token)).toHaveLength(43);
    expect(isSessionToken(sessionTokenHash(token))).toBe(false);
  });
});
