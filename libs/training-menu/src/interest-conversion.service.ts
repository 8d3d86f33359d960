import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { CataloguesService, CatalogueSystem } from '@sxbq/catalogues';
import { assertPermission } from '@sxbq/identity';
import { EntityId, Principal } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { NewTraining, refuseTakenTrainingCode, TrainingService } from '@sxbq/training';
import { InterestStep } from './domain/interest-lifecycle';
import { InterestStatus } from './domain/interest-status';
import { InterestSteps, sideOf } from './interest-steps';
import { InterestsService } from './interests.service';
import { InterestRow } from './persistence/interests.repository';
import { interestAlreadyConverted } from './training-menu.errors';

/** Makes an agreed interest a training, which counts for compliance as any other. */
@Injectable()
export class InterestConversionService {
  constructor(
    private readonly interests: InterestsService,
    private readonly steps: InterestSteps,
    private readonly trainings: TrainingService,
    private readonly catalogues: CataloguesService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * In one transaction, and once: asked again for the same code, it answers with what it made.
   * TRAINING_INTEREST_ALREADY_CONVERTED for another code, TRAINING_CODE_TAKEN, TRAINING_INTEREST_STEP_NOT_ALLOWED.
   */
  async convert(principal: Principal, id: EntityId, code: string): Promise<InterestRow> {
    assertPermission(principal, 'menu.convert');
    const interest = await this.interests.get(principal, id);
    if (interest.status === InterestStatus.CONVERTED) await this.assertSame(principal, interest, code);
    const training = await this.trainings.checkedNew(principal, await this.trainingOf(interest, code));
    await this.uow
      .run(async (tx) => {
        // Whoever clicks twice waits here, and then finds it done.
        const read = await this.steps.lock(tx, principal, id);
        if (read.status === InterestStatus.CONVERTED) return this.rememberRepeated(tx, id, training.code);
        this.steps.assertMay(principal, read, InterestStep.CONVERT);
        const trainingSessionId = await this.trainings.createIn(tx, training);
        await this.steps.take(tx, sideOf(principal), read, InterestStep.CONVERT, { trainingSessionId });
      })
      .catch(refuseTakenTrainingCode(training.code));
    const converted = await this.interests.get(principal, id);
    await this.assertSame(principal, converted, code);
    return converted;
  }

  /** The terms that were agreed on; they never change. */
  private async trainingOf(interest: InterestRow, code: string): Promise<NewTraining> {
    const { schoolId, enterpriseId, occupationEdition, occupationCode, grade, startsOn, endsOn } = interest;
    const occupationName = await this.catalogues.nameOf(CatalogueSystem.OCCUPATION, occupationEdition, occupationCode);
    return { code, schoolId, enterpriseId, occupationCode, occupationName, grade, startsOn, endsOn };
  }

  /** That nothing was changed is an act of its own. */
  private rememberRepeated(tx: Transaction, id: EntityId, code: string): Promise<void> {
    return this.audit.record(tx, {
      action: 'menu.convertInterest',
      objectType: 'TrainingInterest',
      objectId: id,
      details: { repeated: code },
    });
  }

  private async assertSame(principal: Principal, { trainingSessionId }: InterestRow, code: string): Promise<void> {
    const made = await this.trainings.get(principal, trainingSessionId as EntityId);
    if (made.code !== code.trim()) throw interestAlreadyConverted(made.code);
  }
}
