import {
  Caller,
  IssuedSession,
  PasskeysService,
  PLAIN_CALLER,
  SecondFactorService,
  SessionAuthenticator,
  SignInService,
  StepUpService,
} from '@sxbq/identity';
import { FixedClock, Principal } from '@sxbq/kernel';
import { generateSync } from 'otplib';
import { fromAddress, PASSWORD, someAddress } from './identity-services';
import { TestServices } from './test-database';

/** The caller that holds this session. */
export function holding(token: string): Caller {
  return { ...PLAIN_CALLER, headers: { authorization: `Bearer ${token}` } };
}

/** The code an authenticator app shows at that instant. */
export function codeAt(secret: string, at: Date): string {
  return generateSync({ secret, epoch: Math.floor(at.getTime() / 1_000) });
}

/** People who sign in, each from an address of their own, at the time of the clock. */
export class SigningIn {
  readonly address = someAddress();

  constructor(
    private readonly services: TestServices,
    private readonly clock: FixedClock,
  ) {}

  get factors(): SecondFactorService {
    return this.services.app.get(SecondFactorService);
  }

  get passkeys(): PasskeysService {
    return this.services.app.get(PasskeysService);
  }

  /** From the address of this test, or another. */
  from<T>(work: () => Promise<T>, address = this.address): Promise<T> {
    return fromAddress(address, work);
  }

  signIn(username: string, password = PASSWORD, caller = PLAIN_CALLER): Promise<IssuedSession> {
    return this.from(() => this.services.app.get(SignInService).signIn({ username, password }, caller));
  }

  verify(token: string, code: string): Promise<IssuedSession> {
    return this.from(() => this.factors.verify(code, holding(token)));
  }

  stepUp(token: string, proof: { password?: string; code?: string; passkeyResponse?: string }): Promise<IssuedSession> {
    return this.from(() => this.services.app.get(StepUpService).stepUp(proof, holding(token)));
  }

  whoIs(token: string): Promise<Principal | null> {
    return this.services.app.get(SessionAuthenticator).authenticate({ authorization: `Bearer ${token}` });
  }

  /** Enrols an authenticator app in the session and moves the clock on, so that the next code is a new one. */
  async enrol(token: string): Promise<{ secret: string; recoveryCodes: readonly string[]; issued: IssuedSession }> {
    const { secret } = await this.from(() => this.factors.begin(holding(token)));
    const code = codeAt(secret, this.clock.now());
    const confirmed = await this.from(() => this.factors.confirm(code, holding(token)));
    this.later(30);
    return { secret, ...confirmed };
  }

  code(secret: string): string {
    return codeAt(secret, this.clock.now());
  }

  later(seconds: number): void {
    this.clock.set(new Date(this.clock.now().getTime() + seconds * 1_000));
  }

  refusal(work: Promise<unknown>): Promise<string> {
    return work.then(
      () => 'done',
      (error: { code?: string; message: string }) => error.code ?? error.message,
    );
  }
}
