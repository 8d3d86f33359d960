import { Injectable } from '@nestjs/common';
import { Algorithm, hash, Options, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { signInBusy } from '../identity.errors';
import { ConcurrencyLimiter } from './concurrency-limiter';

// The enum is declared const, which a file compiled on its own cannot look into.
const ARGON2ID = 2 satisfies Algorithm.Argon2id;

/** OWASP's minimum: 19 MiB, two passes, one lane. */
const OPTIONS: Options = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT_PARAMETERS = '$argon2id$v=19$m=19456,t=2,p=1$';

/** The hash of a thrown-away random password: verifying an unknown user costs what a known one costs. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$KHt4vrQ/+M4aV5YP4cTP+w$mlRFOlAMM0JX0wniSTbiS3aMOoX8+3SBL/jc9XTSpbw';

const WAITING = 300;

/** argon2id off the event loop, never on every core at once: other requests go on while many people sign in (S2). */
@Injectable()
export class PasswordHasher {
  private readonly limiter = new ConcurrencyLimiter(Math.max(1, availableParallelism() - 1), WAITING, signInBusy);

  async hash(password: string): Promise<string> {
    return this.limiter.run(() => hash(password, OPTIONS));
  }

  /** Takes the same time with null, which is never right. SIGN_IN_BUSY when too many wait. */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    const fits = await this.limiter.run(() => verify(passwordHash ?? NOBODY, password));
    return fits && passwordHash !== null;
  }

  /** True when the hash was made with other parameters than today's. */
  isOutdated(passwordHash: string): boolean {
    return !passwordHash.startsWith(CURRENT_PARAMETERS);
  }
}
