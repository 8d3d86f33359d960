import { Inject, Injectable } from '@nestjs/common';
import { Config, CONFIG } from '@sxbq/platform';

/**
 * The browser's cookies: the session, the mark of a device that signed in before, and the single sign-on under way. With
 * TLS in front (production, or a https PUBLIC_ORIGIN) they are `__Host-`: Secure, this host alone, every path. Without,
 * browsers would drop such cookies, so that development uses plain names.
 */
@Injectable()
export class SessionCookie {
  private readonly secure: boolean;
  private readonly name: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'NODE_ENV' | 'PUBLIC_ORIGIN'>) {
    this.secure = config.NODE_ENV === 'production' || (config.PUBLIC_ORIGIN?.startsWith('https:') ?? false);
    this.name = this.secure ? '__Host-sxbq' : 'sxbq-development';
  }

  /** Value of a Set-Cookie header that keeps the token until it expires. */
  keeping(token: string, expiresAt: Date, purpose: CookiePurpose = ''): string {
    return this.header(purpose, token, `Expires=${expiresAt.toUTCString()}`);
  }

  /** Value of a Set-Cookie header that makes the browser forget. */
  forgetting(purpose: CookiePurpose = ''): string {
    return this.header(purpose, '', 'Max-Age=0');
  }

  /** The token in a Cookie header, or null. */
  read(cookies: string | undefined, purpose: CookiePurpose = ''): string | null {
    for (const pair of cookies?.split(';') ?? []) {
      const at = pair.indexOf('=');
      if (at > 0 && pair.slice(0, at).trim() === this.name + purpose) return pair.slice(at + 1).trim();
    }
    return null;
  }

  private header(purpose: CookiePurpose, value: string, lifetime: string): string {
    const name = this.name + purpose;
    return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; ${lifetime}${this.secure ? '; Secure' : ''}`;
  }
}

/** What a cookie is for, as the end of its name: '' for the session itself. */
export type CookiePurpose = '' | '-device' | '-single-sign-on';
