import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { checkedText, Clock, EntityId, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { duplicateKeyOf, Transaction, UnitOfWork } from '@sxbq/platform';
import {
  factNotRecordable,
  factsFrozen,
  factValueOutOfRange,
  notAPartner,
  organisationNotFound,
  recordedFactNotFound,
  runChanged,
} from './assessment-run.errors';
import { assertSteers } from './assessment-steps';
import { FACT_CATALOGUE } from './domain/facts/fact-catalogue';
import { FactCode } from './domain/facts/fact-code';
import { AssessmentSubject, OrganisationRef } from './domain/model';
import { FROZEN_STATUSES } from './domain/run/run-status';
import {
  NewRecordedFact,
  RecordedFactFilter,
  RecordedFactRow,
  RecordedFactsRepository,
} from './persistence/recorded-facts.repository';
import { RunsRepository } from './persistence/runs.repository';

const MAX_COUNT = 10_000;
const [WORST_RATING, BEST_RATING] = [1, 5];
const REASON_CHARACTERS = 500;

export interface OfficersFact extends OrganisationRef {
  readonly year: number;
  readonly fact: FactCode;
  readonly value: number;
  readonly reason: string;
}

export interface SchoolRating {
  readonly year: number;
  readonly schoolId: EntityId;
  /** 1–5. */
  readonly rating: number;
  readonly reason: string;
}

/** What somebody writes down for the year, with a reason, until the facts are frozen. */
@Injectable()
export class RecordedFactsService {
  constructor(
    private readonly facts: RecordedFactsRepository,
    private readonly runs: RunsRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  list(
    principal: Principal,
    request: PageRequest & { readonly filter?: RecordedFactFilter | null },
  ): Promise<Page<RecordedFactRow>> {
    assertPermission(principal, 'assessment.readFacts');
    return this.facts.list(rowScopeOf(principal), request.filter ?? {}, request);
  }

  /** Findings, falsified data, facilities. ASSESSMENT_FACT_NOT_RECORDABLE, ASSESSMENT_FACTS_FROZEN. */
  async record(principal: Principal, given: OfficersFact): Promise<RecordedFactRow> {
    assertPermission(principal, 'assessment.recordFact');
    const { source, subjects } = FACT_CATALOGUE[given.fact];
    const recordable = source === 'OFFICER' && given.fact !== FactCode.ENTERPRISE_RATING;
    if (!recordable || !subjects.includes(given.subject)) throw factNotRecordable();
    const fact = { ...given, value: checkedValue(given.value, 1, MAX_COUNT), ratedBy: null };
    return this.add(principal, 'assessment.recordFact', fact);
  }

  /** An enterprise of a school it works with; a later rating takes the place of the earlier. ASSESSMENT_NOT_A_PARTNER. */
  async rate(principal: Principal, given: SchoolRating): Promise<RecordedFactRow> {
    assertPermission(principal, 'assessment.rateSchool');
    const { year, schoolId, rating, reason } = given;
    const ratedBy = principal.enterpriseId;
    const value = checkedValue(rating, WORST_RATING, BEST_RATING);
    if (ratedBy === null || !(await this.facts.arePartners(schoolId, ratedBy, year))) throw notAPartner();
    const subject = AssessmentSubject.SCHOOL;
    const fact = { subject, organisationId: schoolId, year, fact: FactCode.ENTERPRISE_RATING, value, ratedBy, reason };
    return this.add(principal, 'assessment.rateSchool', fact);
  }

  /** Takes back what an officer wrote down by mistake. ASSESSMENT_FACTS_FROZEN. */
  async withdraw(principal: Principal, id: EntityId, reason: string): Promise<RecordedFactRow> {
    assertPermission(principal, 'assessment.recordFact');
    const why = checkedText('理由', reason, REASON_CHARACTERS);
    await this.uow.run(async (tx) => {
      const read = await this.facts.lock(tx, rowScopeOf(principal), id);
      if (!read || read.ratedBy !== null) throw recordedFactNotFound();
      assertSteers(principal, read.subject);
      await this.assertOpen(tx, read.year, read, await this.regionOf(read));
      if (!(await this.facts.withdraw(tx, id, this.clock.now()))) throw runChanged();
      await this.audit.record(tx, {
        action: 'assessment.recordFact',
        objectType: 'AssessmentRecordedFact',
        objectId: id,
        details: { withdrawn: true, reason: why },
      });
    });
    return this.get(principal, id);
  }

  private async add(
    principal: Principal,
    action: string,
    given: Omit<NewRecordedFact, 'recordedBy'>,
  ): Promise<RecordedFactRow> {
    const reason = checkedText('理由', given.reason, REASON_CHARACTERS);
    const region =
      given.ratedBy === null ? await this.facts.regionWithin(rowScopeOf(principal), given) : await this.regionOf(given);
    if (region === null) throw organisationNotFound();
    if (given.ratedBy === null) assertSteers(principal, given.subject);
    const { year, subject, organisationId, fact, value, ratedBy } = given;
    const row = { year, subject, organisationId, fact, value, ratedBy, reason, recordedBy: principal.userId };
    const id = await this.uow
      .run(async (tx) => {
        await this.assertOpen(tx, year, row, region);
        if (ratedBy !== null) await this.facts.withdrawRating(tx, row, this.clock.now());
        const added = await this.facts.insert(tx, row);
        await this.audit.record(tx, {
          action,
          objectType: 'AssessmentRecordedFact',
          objectId: added,
          details: { year, subject, organisationId, fact, value, reason },
        });
        return added;
      })
      .catch((error: unknown) => {
        // The same enterprise rated in this moment from elsewhere.
        throw duplicateKeyOf(error) === null ? error : runChanged();
      });
    return this.get(principal, id);
  }

  /** Locks the year's runs, so that no fact slips in while they are being frozen. */
  private async assertOpen(tx: Transaction, year: number, { subject }: OrganisationRef, region: string): Promise<void> {
    const runs = await this.runs.lockFor(tx, year, subject, region);
    if (runs.some(({ status, task }) => task !== null || FROZEN_STATUSES.includes(status))) throw factsFrozen(year);
  }

  /** In the register; '' of an organisation that is gone. */
  private async regionOf(organisation: OrganisationRef): Promise<string> {
    return (await this.facts.regionWithin({ kind: 'REGION', prefix: '' }, organisation)) ?? '';
  }

  private async get(principal: Principal, id: EntityId): Promise<RecordedFactRow> {
    const fact = (await this.facts.find(rowScopeOf(principal), [id])).get(id);
    if (!fact) throw recordedFactNotFound();
    return fact;
  }
}

function checkedValue(value: number, min: number, max: number): number {
  if (!Number.isInteger(value) || value < min || value > max) throw factValueOutOfRange(min, max);
  return value;
}
