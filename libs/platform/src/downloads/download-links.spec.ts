import { FixedClock } from '@sxbq/kernel';
import { DownloadLinks } from './download-links';

const clock = new FixedClock(new Date('2026-12-20T00:00:00Z'));
const linksOf = (secret: string) =>
  new DownloadLinks({ BLIND_INDEX_KEY: Buffer.alloc(32, secret).toString('base64'), DOWNLOAD_LINK_MINUTES: 10 }, clock);
const links = linksOf('a');
const holder = { userId: 7, sessionId: 21, membershipId: 3, clientId: null };

const codeOf = (work: () => void): unknown => {
  try {
    work();
    return 'OPENED';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};
const opened = (token: string, caller: Parameters<DownloadLinks['issue']>[0] = holder, file = 'report/12') =>
  codeOf(() => links.assertOpens(caller, token, file));

describe('download links', () => {
  beforeEach(() => clock.set(new Date('2026-12-20T00:00:00Z')));

  it('open what was asked for until they expire, and not a moment longer', () => {
    const { token, expiresAt } = links.issue(holder, 'report/12');
    expect(expiresAt).toEqual(new Date('2026-12-20T00:10:00Z'));
    clock.set(new Date('2026-12-20T00:09:59.999Z'));
    expect(opened(token)).toBe('OPENED');
    clock.set(expiresAt);
    expect(opened(token)).toBe('DOWNLOAD_LINK_EXPIRED');
  });

  it('open no other file', () => {
    const { token } = links.issue(holder, 'report/12');
    for (const file of ['report/1', 'report/120', 'bundle/12']) {
      expect(opened(token, holder, file)).toBe('DOWNLOAD_LINK_INVALID');
    }
  });

  it.each([
    ['another person', { ...holder, userId: 8 }],
    ['another session of the same person', { ...holder, sessionId: 22 }],
    ['another membership of the same person', { ...holder, membershipId: 4 }],
    ['a machine client', { userId: null, sessionId: null, membershipId: null, clientId: 5 }],
    ['somebody who leaves everything out', { userId: null, sessionId: null }],
  ])('open for nobody else: %s', (_who, caller) => {
    expect(opened(links.issue(holder, 'report/12').token, caller)).toBe('DOWNLOAD_LINK_OF_ANOTHER');
  });

  it('open for the machine client that asked, and for no other', () => {
    const client = { userId: null, sessionId: null, membershipId: null, clientId: 5 };
    const { token } = links.issue(client, 'report/12');
    expect(opened(token, client)).toBe('OPENED');
    expect(opened(token, { ...client, clientId: 6 })).toBe('DOWNLOAD_LINK_OF_ANOTHER');
    expect(opened(token)).toBe('DOWNLOAD_LINK_OF_ANOTHER');
  });

  it('are refused when any character was changed, or with another ending', () => {
    const { token } = links.issue(holder, 'report/12');
    // The last character of a signature carries bits that decode to nothing.
    for (let at = 0; at < token.length - 1; at++) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(opened(changed)).toBe('DOWNLOAD_LINK_INVALID');
    }
    for (const changed of ['', '.', token.split('.')[0]!, `${token}.x`, `${token}${'A'.repeat(1_000)}`]) {
      expect(opened(changed)).toBe('DOWNLOAD_LINK_INVALID');
    }
  });

  it('are refused when another deployment signed them', () => {
    expect(opened(linksOf('b').issue(holder, 'report/12').token)).toBe('DOWNLOAD_LINK_INVALID');
  });
});
