import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { CohortsService, GraduatePlaces, GraduateStatus } from '@sxbq/graduates';
import { assertPermission } from '@sxbq/identity';
import {
  addMonths,
  CalendarDate,
  checkedDate,
  checkedOptionalText,
  Clock,
  EntityId,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { ApplicationSteps, sideOf } from './application-steps';
import { ApplicationStep } from './domain/application-lifecycle';
import { ContractKind } from './domain/contract-kind';
import { PlacementFigures } from './domain/placement-figures';
import { relatedToMajor } from './domain/related-basis';
import { ApplicationsRepository } from './persistence/applications.repository';
import { OutcomeRow, OutcomesRepository } from './persistence/outcomes.repository';
import { applicationNotFound, placedInFuture, retentionTooEarly } from './placement.errors';

export interface Placement {
  readonly applicationId: EntityId;
  readonly revision: number;
  readonly placedOn: CalendarDate;
  readonly contractKind: ContractKind;
  readonly contractNumber?: string | null;
  readonly insuredFrom?: CalendarDate | null;
  /** As the recorder sees it; the official tables decide where they link major and occupation. */
  readonly relatedToMajor: boolean;
}

const RETENTION_MONTHS = 6;

/** 就业去向 with what shows it, and the figures that come of it. */
@Injectable()
export class OutcomesService {
  constructor(
    private readonly outcomes: OutcomesRepository,
    private readonly applications: ApplicationsRepository,
    private readonly steps: ApplicationSteps,
    private readonly graduates: GraduatePlaces,
    private readonly cohorts: CohortsService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Outcomes by application. The caller has read the applications within its scope. */
  byApplications(ids: readonly EntityId[]): Promise<Map<EntityId, OutcomeRow>> {
    return this.outcomes.find(ids);
  }

  /** Of an accepted offer; the graduate counts as placed from now on. PLACED_IN_FUTURE. */
  async place(principal: Principal, placement: Placement): Promise<OutcomeRow> {
    assertPermission(principal, 'placement.place');
    const { applicationId, revision, contractKind } = placement;
    const placedOn = checkedDate('就业日期', placement.placedOn);
    if (placedOn > this.clock.today()) throw placedInFuture();
    const given = {
      applicationId,
      placedOn,
      contractKind,
      retained: null,
      checkedOn: null,
      contractNumber: checkedOptionalText('合同编号', placement.contractNumber, 60),
      insuredFrom: placement.insuredFrom ? checkedDate('参保起始日期', placement.insuredFrom) : null,
    };
    return this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, applicationId, ApplicationStep.PLACE, revision);
      const isLinked = await this.outcomes.isOfficiallyLinked(tx, applicationId);
      const outcome: OutcomeRow = { ...given, ...relatedToMajor(isLinked, placement.relatedToMajor) };
      await this.outcomes.insert(tx, { ...outcome, recordedBy: principal.userId });
      await this.graduates.setStatus(tx, read.graduateId, GraduateStatus.PLACED);
      await this.steps.take(tx, sideOf(principal), read, ApplicationStep.PLACE);
      return outcome;
    });
  }

  /** Half a year later: still there? RETENTION_TOO_EARLY. A later answer takes the place of the one before. */
  async checkRetention(principal: Principal, applicationId: EntityId, retained: boolean): Promise<OutcomeRow> {
    assertPermission(principal, 'placement.checkRetention');
    return this.uow.run(async (tx) => {
      const application = await this.applications.lock(tx, rowScopeOf(principal), applicationId);
      const outcome = (await this.outcomes.find([applicationId], tx)).get(applicationId);
      if (!application || !outcome) throw applicationNotFound();
      const due = addMonths(outcome.placedOn, RETENTION_MONTHS);
      const checkedOn = this.clock.today();
      if (checkedOn < due) throw retentionTooEarly(due);
      await this.outcomes.setRetention(tx, applicationId, retained, checkedOn);
      await this.audit.record(tx, {
        action: 'placement.checkRetention',
        objectType: 'Application',
        objectId: applicationId,
        before: { retained: outcome.retained },
        after: { retained },
      });
      return { ...outcome, retained, checkedOn };
    });
  }

  /** Figures of the cohorts of `ids` that the principal may see, by cohort. */
  async figures(principal: Principal, cohortIds: readonly EntityId[]): Promise<Map<EntityId, PlacementFigures>> {
    assertPermission(principal, 'placement.readFigures');
    const visible = await this.cohorts.visible(principal, cohortIds);
    return this.outcomes.figures([...visible.keys()]);
  }
}
