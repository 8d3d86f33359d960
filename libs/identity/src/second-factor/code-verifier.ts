import { Injectable } from '@nestjs/common';
import { Clock, EntityId } from '@sxbq/kernel';
import { FieldCipher, Transaction } from '@sxbq/platform';
import { SecondFactorRepository } from '../persistence/second-factor.repository';
import { TotpCredential } from '../persistence/totp-credential.entity';
import { recoveryCodeHash } from './recovery-codes';
import { isTotpCode, totpStep } from './totp';

/** Name the sealed secrets are bound to. */
export const TOTP_SECRET_FIELD = 'totp_credential.secret';

/** Which kind of code was right. */
export type CodeKind = 'TOTP' | 'RECOVERY_CODE';

/** Tells right codes from wrong ones; a right one is used up. */
@Injectable()
export class CodeVerifier {
  constructor(
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly factors: SecondFactorRepository,
  ) {}

  /** null for a wrong code, and for one that was used before. */
  async use(tx: Transaction, userId: EntityId, code: string): Promise<CodeKind | null> {
    const text = code.trim();
    if (isTotpCode(text)) return (await this.useTotp(tx, userId, text)) ? 'TOTP' : null;
    const used = await this.factors.useRecoveryCode(tx, userId, recoveryCodeHash(text), this.clock.now());
    return used ? 'RECOVERY_CODE' : null;
  }

  /** The step of a code that fits the secret and is later than the last one taken; null when it does not. */
  stepOf({ secret, lastTimeStep }: TotpCredential, code: string): number | null {
    return totpStep(this.cipher.decrypt(TOTP_SECRET_FIELD, secret), code, this.clock.now(), lastTimeStep);
  }

  private async useTotp(tx: Transaction, userId: EntityId, code: string): Promise<boolean> {
    const credential = await this.factors.findTotp(userId, tx);
    if (!credential?.confirmedAt) return false;
    const step = this.stepOf(credential, code);
    return step !== null && this.factors.useStep(tx, userId, step);
  }
}
