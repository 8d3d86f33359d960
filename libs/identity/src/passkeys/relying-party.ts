import { Config } from '@sxbq/platform';

/** Who asks for a passkey: a page of this origin, for this host. */
export interface RelyingParty {
  /** 'https://portal.example' */
  readonly origin: string;
  /** Its host, to which passkeys are bound. */
  readonly id: string;
}

/** From PUBLIC_ORIGIN; outside of production the API's own address on localhost. null: passkeys cannot be used. */
export function relyingParty(config: Pick<Config, 'PUBLIC_ORIGIN' | 'NODE_ENV' | 'PORT'>): RelyingParty | null {
  const fallback = config.NODE_ENV === 'production' ? undefined : `http://localhost:${config.PORT}`;
  const address = config.PUBLIC_ORIGIN ?? fallback;
  if (address === undefined) return null;
  const { origin, hostname } = new URL(address);
  return { origin, id: hostname };
}
