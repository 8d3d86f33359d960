import { DomainError } from '@sxbq/kernel';
import { Config } from '@sxbq/platform';

/** How this platform is known to the city's single sign-on. */
export interface ProviderSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends browsers back to. */
  readonly redirectUri: URL;
  /** The claim that names the user here; null: only who was linked comes in. */
  readonly usernameClaim: string | null;
  /** Values of `amr` that count as a second factor. */
  readonly secondFactors: ReadonlySet<string>;
}

export const CALLBACK_PATH = '/sign-in/oidc/callback';

/** null without OIDC_ISSUER; CONFIG_INVALID, naming what is missing, when it is set without the others it needs. */
export function providerSettings(config: Config): ProviderSettings | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_ORIGIN } = config;
  if (OIDC_ISSUER === undefined) return null;
  const needed = { OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_ORIGIN };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0) throw incomplete(missing);
  return {
    issuer: new URL(OIDC_ISSUER),
    clientId: OIDC_CLIENT_ID as string,
    clientSecret: OIDC_CLIENT_SECRET as string,
    redirectUri: new URL(CALLBACK_PATH, PUBLIC_ORIGIN),
    usernameClaim: config.OIDC_USERNAME_CLAIM ?? null,
    secondFactors: new Set(config.OIDC_SECOND_FACTOR_AMR.split(',').map((value) => value.trim())),
  };
}

function incomplete(variables: readonly string[]): DomainError {
  return new DomainError(
    'BAD_INPUT',
    'CONFIG_INVALID',
    `设定了 OIDC_ISSUER，还须设定：${variables.join('、')}。各变量的含义见 docs/generated/env.md。`,
    { variables },
  );
}
