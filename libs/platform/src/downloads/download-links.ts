import { Inject, Injectable } from '@nestjs/common';
import { Clock, Principal } from '@sxbq/kernel';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Config, CONFIG } from '../config/config';
import { downloadLinkExpired, downloadLinkInvalid, downloadLinkOfAnother } from './downloads.errors';

/** Who asked for a link: a person in one session and one of their memberships, or a machine client. */
type Holder = Pick<Principal, 'userId' | 'sessionId' | 'membershipId' | 'clientId'>;

export interface DownloadLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Keeps these signatures apart from every other use of the key. */
const PURPOSE = 'sxbq/download-link/2';
const MAX_TOKEN_CHARACTERS = 600;

/**
 * Links that a browser can follow as they are: which file, for whom and until when, signed (HMAC-SHA-256). They open
 * nothing by themselves: whoever comes with one is asked who they are, so that an address left in a history or in the
 * log of a proxy is of no use to anybody else. The key is derived from BLIND_INDEX_KEY, which every process of a
 * deployment has.
 */
@Injectable()
export class DownloadLinks {
  private readonly key: Buffer;
  private readonly milliseconds: number;

  constructor(
    @Inject(CONFIG) config: Pick<Config, 'BLIND_INDEX_KEY' | 'DOWNLOAD_LINK_MINUTES'>,
    private readonly clock: Clock,
  ) {
    const secret = Buffer.from(config.BLIND_INDEX_KEY, 'base64');
    this.key = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, 32));
    this.milliseconds = config.DOWNLOAD_LINK_MINUTES * 60_000;
  }

  /** @param file '<kind>/<id>', for example 'report/12' */
  issue(holder: Holder, file: string): DownloadLink {
    const expiresAt = new Date(this.clock.now().getTime() + this.milliseconds);
    const claims = [file, expiresAt.getTime(), ...claimsOf(holder)];
    const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return { token: `${text}.${this.signatureOf(text).toString('base64url')}`, expiresAt };
  }

  /**
   * DOWNLOAD_LINK_INVALID unless the token is for exactly this file, DOWNLOAD_LINK_EXPIRED, DOWNLOAD_LINK_OF_ANOTHER
   * unless the caller is who asked for it, in the same session. What the caller may read is not asked here.
   */
  assertOpens(caller: Holder, token: string, file: string): void {
    const [text = '', signature = '', ...more] = token.slice(0, MAX_TOKEN_CHARACTERS).split('.');
    const given = Buffer.from(signature, 'base64url');
    const wanted = this.signatureOf(text);
    if (more.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted))
      throw downloadLinkInvalid();
    const [granted, expiresAt, ...holder] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [
      string,
      number,
      ...(number | null)[],
    ];
    if (granted !== file) throw downloadLinkInvalid();
    if (this.clock.now().getTime() >= expiresAt) throw downloadLinkExpired();
    if (claimsOf(caller).some((claim, at) => claim !== holder[at])) throw downloadLinkOfAnother();
  }

  private signatureOf(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest();
  }
}

function claimsOf({ userId, sessionId, membershipId, clientId }: Holder): (number | null)[] {
  return [userId, sessionId, membershipId ?? null, clientId ?? null];
}
