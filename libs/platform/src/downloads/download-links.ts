import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Config, CONFIG } from '../config/config';
import { downloadLinkExpired, downloadLinkInvalid } from './downloads.errors';

/** What a link opens, and for whom. */
export interface DownloadGrant {
  /** '<kind>/<id>', for example 'report/12'. */
  readonly file: string;
  /** Who asked for the link; whoever serves the file asks again what they may do. */
  readonly userId: number | null;
  readonly membershipId: number | null;
  readonly clientId: number | null;
}

export interface DownloadLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Keeps these signatures apart from every other use of the key. */
const PURPOSE = 'sxbq/download-link/1';
const MAX_TOKEN_CHARACTERS = 600;

/**
 * Links that a browser can follow without a header: what is granted and until when, signed (HMAC-SHA-256). The key is
 * derived from BLIND_INDEX_KEY, which every process of a deployment has.
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

  issue({ file, userId, membershipId, clientId }: DownloadGrant): DownloadLink {
    const expiresAt = new Date(this.clock.now().getTime() + this.milliseconds);
    const claims = [file, userId, membershipId, clientId, expiresAt.getTime()];
    const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return { token: `${text}.${this.signatureOf(text).toString('base64url')}`, expiresAt };
  }

  /** What the token grants. DOWNLOAD_LINK_INVALID unless it is for exactly this file, DOWNLOAD_LINK_EXPIRED. */
  open(token: string, file: string): DownloadGrant {
    const [text = '', signature = '', ...more] = token.slice(0, MAX_TOKEN_CHARACTERS).split('.');
    const given = Buffer.from(signature, 'base64url');
    const wanted = this.signatureOf(text);
    if (more.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted))
      throw downloadLinkInvalid();
    const [granted, userId, membershipId, clientId, expiresAt] = JSON.parse(
      Buffer.from(text, 'base64url').toString(),
    ) as [string, number | null, number | null, number | null, number];
    if (granted !== file) throw downloadLinkInvalid();
    if (this.clock.now().getTime() >= expiresAt) throw downloadLinkExpired();
    return { file, userId, membershipId, clientId };
  }

  private signatureOf(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest();
  }
}
