import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, RedisConnections } from '@sxbq/platform';
import { Logger } from 'pino';
import { GuessLimiter } from './guess-limiter';
import { SignInOrigins } from './sign-in-origins';

/** Tries in a quarter of an hour. */
export const SIGN_IN_LIMITS = { address: 300, accountFromAddress: 10, accountFromDevice: 10, account: 100 } as const;

/** Who tries: a username, known or not, and where from. */
export interface SignInTry {
  readonly username: string;
  readonly network: string;
  /** What the browser shows as proof of an earlier sign-in. */
  readonly deviceToken: string | null;
}

/**
 * Counts every call of sign-in before the password is looked at, so that a hundred aliased calls in one request are a
 * hundred tries (assurance S4). Three counts: per address, per account from one address, per account from anywhere. A
 * try that an earlier count refuses does not reach the later ones: one address alone never uses up an account's tries.
 *
 * Nor do a thousand addresses lock its owner out: a network from which the owner signed in before answers for itself
 * when the tries from anywhere are used up, and a known device has tries of its own, whatever its neighbours do.
 */
@Injectable()
export class SignInThrottle {
  private readonly address: GuessLimiter;
  private readonly accountFromAddress: GuessLimiter;
  private readonly accountFromDevice: GuessLimiter;
  private readonly account: GuessLimiter;

  constructor(
    connections: RedisConnections,
    @Inject(LOGGER) logger: Logger,
    private readonly origins: SignInOrigins,
  ) {
    const limiter = (name: keyof typeof SIGN_IN_LIMITS) =>
      new GuessLimiter(connections, logger, name, SIGN_IN_LIMITS[name]);
    this.address = limiter('address');
    this.accountFromAddress = limiter('accountFromAddress');
    this.accountFromDevice = limiter('accountFromDevice');
    this.account = limiter('account');
  }

  /**
   * Answers with what gives a successful try back, so that a school behind one address can start its day.
   * TOO_MANY_SIGN_INS when a count is used up; SIGN_IN_UNAVAILABLE when Redis does not answer.
   */
  async take({ username, network, deviceToken }: SignInTry): Promise<() => Promise<void>> {
    if (deviceToken !== null && (await this.origins.isKnownDevice(username, deviceToken))) {
      await this.accountFromDevice.take(username, deviceToken);
      return () => this.accountFromDevice.forget(username, deviceToken);
    }
    await this.address.take(network);
    await this.accountFromAddress.take(username, network);
    const refusal = await this.account.refusalOf(username);
    if (refusal && !(await this.origins.isKnownNetwork(username, network))) throw refusal;
    return async () => {
      await Promise.all([
        this.address.giveBack(network),
        this.accountFromAddress.forget(username, network),
        this.account.giveBack(username),
      ]);
    };
  }
}
