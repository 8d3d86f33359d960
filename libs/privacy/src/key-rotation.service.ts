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

  report(): Promise<RotationReport> {
    return this.rotation.report();
  }
}
