import { Inject, Injectable } from '@nestjs/common';
import { Config, CONFIG } from '@sxbq/platform';

/**
 * The browser's session cookie. With TLS in front (production, or a https PUBLIC_ORIGIN) it is `__Host-`: Secure, this
 * host alone, every path. Without, browsers would drop such a cookie, so that development uses a plain name.
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
  keeping(token: string, expiresAt: Date): string {
    return this.header(token, `Expires=${expiresAt.toUTCString()}`);
  }

  /** Value of a Set-Cookie header that makes the browser forget. */
  forgetting(): string {
    return this.header('', 'Max-Age=0');
  }

  /** The token in a Cookie header, or null. */
  read(cookies: string | undefined): string | null {
    for (const pair of cookies?.split(';') ?? []) {
      const at = pair.indexOf('=');
      if (at > 0 && pair.slice(0, at).trim() === this.name) return pair.slice(at + 1).trim();
    }
    return null;
  }

  private header(value: string, lifetime: string): string {
    return `${this.name}=${value}; Path=/; HttpOnly; SameSite=Lax; ${lifetime}${this.secure ? '; Secure' : ''}`;
  }
}
