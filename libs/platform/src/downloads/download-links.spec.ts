import { FixedClock } from '@sxbq/kernel';
import { DownloadGrant, DownloadLinks } from './download-links';

const clock = new FixedClock(new Date('2026-12-20T00:00:00Z'));
const linksOf = (secret: string) =>
  new DownloadLinks({ BLIND_INDEX_KEY: Buffer.alloc(32, secret).toString('base64'), DOWNLOAD_LINK_MINUTES: 10 }, clock);
const links = linksOf('a');
const grant: DownloadGrant = { file: 'report/12', userId: 7, membershipId: 3, clientId: null };

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('download links', () => {
  beforeEach(() => clock.set(new Date('2026-12-20T00:00:00Z')));

  it('grants what was asked for until it expires, and not a moment longer', () => {
    const { token, expiresAt } = links.issue(grant);
    expect(expiresAt).toEqual(new Date('2026-12-20T00:10:00Z'));
    clock.set(new Date('2026-12-20T00:09:59.999Z'));
    expect(links.open(token, 'report/12')).toEqual(grant);
    clock.set(expiresAt);
    expect(codeOf(() => links.open(token, 'report/12'))).toBe('DOWNLOAD_LINK_EXPIRED');
  });

  it('opens no other file', () => {
    const { token } = links.issue(grant);
    for (const file of ['report/1', 'report/120', 'bundle/12']) {
      expect(codeOf(() => links.open(token, file))).toBe('DOWNLOAD_LINK_INVALID');
    }
  });

  it('refuses a token in which any character was changed, or that has another ending', () => {
    const { token } = links.issue(grant);
    // The last character of a signature carries bits that decode to nothing.
    for (let at = 0; at < token.length - 1; at++) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(codeOf(() => links.open(changed, 'report/12'))).toBe('DOWNLOAD_LINK_INVALID');
    }
    for (const changed of ['', '.', token.split('.')[0]!, `${token}.x`, `${token}${'A'.repeat(1_000)}`]) {
      expect(codeOf(() => links.open(changed, 'report/12'))).toBe('DOWNLOAD_LINK_INVALID');
    }
  });

  it('refuses what another deployment signed', () => {
    expect(codeOf(() => links.open(linksOf('b').issue(grant).token, 'report/12'))).toBe('DOWNLOAD_LINK_INVALID');
  });
});
