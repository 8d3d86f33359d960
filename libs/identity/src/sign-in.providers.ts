import { Provider } from '@nestjs/common';
import { PasskeyCeremonies } from './passkeys/passkey-ceremonies';
import { PasskeysService } from './passkeys/passkeys.service';
import { OwnPasswordService } from './passwords/own-password.service';
import { PasswordPolicy } from './passwords/password-policy';
import { PasskeyRepository } from './persistence/passkey.repository';
import { PasswordRepository } from './persistence/password.repository';
import { SecondFactorRepository } from './persistence/second-factor.repository';
import { SessionRepository } from './persistence/session.repository';
import { SignInAccountRepository } from './persistence/sign-in-account.repository';
import { SignInOriginRepository } from './persistence/sign-in-origin.repository';
import { SingleSignOnRepository } from './persistence/single-sign-on.repository';
import { CodeVerifier } from './second-factor/code-verifier';
import { SecondFactorService } from './second-factor/second-factor.service';
import { HeldSessions } from './sessions/held-sessions';
import { MembershipSwitchService } from './sessions/membership-switch.service';
import { OnceStore } from './sessions/once-store';
import { PasswordHasher } from './sessions/password-hasher';
import { ProofThrottle } from './sessions/proof-throttle';
import { SessionAuthenticator } from './sessions/session-authenticator';
import { SessionCookie } from './sessions/session-cookie';
import { SessionCredentialsReader } from './sessions/session-credentials';
import { SessionIssuer } from './sessions/session-issuer';
import { SessionsService } from './sessions/sessions.service';
import { SignInAdministrationService } from './sessions/sign-in-administration.service';
import { SignInOrigins } from './sessions/sign-in-origins';
import { SignInRetentionService } from './sessions/sign-in-retention.service';
import { SignInService } from './sessions/sign-in.service';
import { SignInThrottle } from './sessions/sign-in-throttle';
import { IdentityProvider } from './single-sign-on/identity-provider';
import { SingleSignOnService } from './single-sign-on/single-sign-on.service';
import { StepUpService } from './step-up/step-up.service';

/** What IdentityModule offers of signing in. */
export const signInServices = [
  SessionCookie,
  SessionCredentialsReader,
  SessionAuthenticator,
  SessionsService,
  SignInService,
  SignInAdministrationService,
  SignInRetentionService,
  MembershipSwitchService,
  OwnPasswordService,
  PasswordPolicy,
  SecondFactorService,
  PasskeysService,
  StepUpService,
  SingleSignOnService,
] satisfies Provider[];

/** All of signing in. */
export const signInProviders: Provider[] = [
  ...signInServices,
  SessionRepository,
  SignInAccountRepository,
  SignInOriginRepository,
  PasswordRepository,
  SecondFactorRepository,
  PasskeyRepository,
  PasswordHasher,
  SignInThrottle,
  ProofThrottle,
  SignInOrigins,
  OnceStore,
  HeldSessions,
  SessionIssuer,
  CodeVerifier,
  PasskeyCeremonies,
  SingleSignOnRepository,
  IdentityProvider,
];
