import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { KeyRotation, RotationReport, UnitOfWork } from '@sxbq/platform';

/** Rotation of the keys of personal data, in the audit. */
@Injectable()
export class KeyRotationService {
  constructor(
    private readonly rotation: KeyRotation,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** Seals again what is not sealed as new values are; says what is left and which keys can be dropped. */
  async rotate(
    onBatch?: (column: string, done: number) => void,
  ): Promise<RotationReport & { readonly rotated: number }> {
    const rotated = await this.rotation.rotate(onBatch);
    const report = await this.rotation.report();
    if (rotated > 0) {
      await this.uow.run((tx) =>
        this.audit.record(tx, {
          action: 'privacy.rotateKeys',
          objectType: 'SealedValue',
          details: { rotated, disposableKeys: report.disposableKeys },
        }),
      );
    }
    return { ...report, rotated };
  }

  /** Seals what an earlier release kept in clear; the number of values. May be broken off and run again at any time. */
  async sealClearValues(onBatch?: (column: string, done: number) => void): Promise<number> {
    const sealed = await this.rotation.sealClearValues(onBatch);
    if (sealed > 0) {
      await this.uow.run((tx) =>
        this.audit.record(tx, { action: 'privacy.sealClearValues', objectType: 'SealedValue', details: { sealed } }),
      );
    }
    return sealed;
  }

  report(): Promise<RotationReport> {
    return this.rotation.report();
  }
}
