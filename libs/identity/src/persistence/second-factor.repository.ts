import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { DataSource, IsNull } from 'typeorm';
import { RecoveryCode } from './recovery-code.entity';
import { TotpCredential } from './totp-credential.entity';

/** Authenticator apps and recovery codes. */
@Injectable()
export class SecondFactorRepository {
  constructor(private readonly dataSource: DataSource) {}

  async findTotp(userId: EntityId, tx: Transaction = this.dataSource.manager): Promise<TotpCredential | null> {
    return tx.findOne(TotpCredential, { where: { userId } });
  }

  /** Keeps a secret that is still to be confirmed, in place of one that never was. */
  async putUnconfirmed(tx: Transaction, userId: EntityId, secret: string): Promise<void> {
    await tx.delete(TotpCredential, { userId, confirmedAt: IsNull() });
    await tx.insert(TotpCredential, { userId, secret });
  }

  /** False when the secret was confirmed or replaced meanwhile. */
  async confirm(tx: Transaction, { userId, secret }: TotpCredential, step: number, now: Date): Promise<boolean> {
    const change = { confirmedAt: now, lastTimeStep: step };
    return (await tx.update(TotpCredential, { userId, secret, confirmedAt: IsNull() }, change)).affected === 1;
  }

  /** Uses the step up; false when it, or a later one, was used already: of two requests with one code one wins. */
  async useStep(tx: Transaction, userId: EntityId, step: number): Promise<boolean> {
    const result = (await tx.query(
      `UPDATE totp_credential SET last_time_step = ?
        WHERE user_id = ? AND confirmed_at IS NOT NULL AND (last_time_step IS NULL OR last_time_step < ?)`,
      [step, userId, step],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  async putRecoveryCodes(tx: Transaction, userId: EntityId, codeHashes: readonly string[]): Promise<void> {
    await tx.delete(RecoveryCode, { userId });
    await tx.insert(
      RecoveryCode,
      codeHashes.map((codeHash) => ({ userId, codeHash })),
    );
  }

  /** False when the user has no such code left. */
  async useRecoveryCode(tx: Transaction, userId: EntityId, codeHash: string, now: Date): Promise<boolean> {
    const unused = { userId, codeHash, usedAt: IsNull() };
    return (await tx.update(RecoveryCode, unused, { usedAt: now })).affected === 1;
  }

  async recoveryCodesLeft(userId: EntityId): Promise<number> {
    return this.dataSource.manager.count(RecoveryCode, { where: { userId, usedAt: IsNull() } });
  }

  /** Takes the authenticator app and its recovery codes away; false when there was none. */
  async remove(tx: Transaction, userId: EntityId): Promise<boolean> {
    await tx.delete(RecoveryCode, { userId });
    return ((await tx.delete(TotpCredential, { userId })).affected ?? 0) > 0;
  }
}
