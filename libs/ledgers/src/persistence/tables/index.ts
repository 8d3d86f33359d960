import type { SheetKey } from '../../domain/sheet-definition';
import { agreementTable, executionTable, secondmentTable } from './agreement.tables';
import { committeeMemberTable, quotaTable } from './bureau.tables';
import {
  enrolmentTable,
  enterpriseTable,
  majorTable,
  schoolClassTable,
  schoolTable,
  schoolTierTable,
} from './school.tables';
import { graduateCohortTable, graduateTable, postingTable } from './placement.tables';
import type { SheetTable } from './sheet-table';
import { trainingNeedTable, trainingOfferTable } from './training-menu.tables';
import { traineeTable, trainingTable } from './training.tables';

/** Where the rows of each sheet lie. */
export const SHEET_TABLES: Readonly<Record<SheetKey, SheetTable>> = {
  school: schoolTable,
  schoolTier: schoolTierTable,
  enterprise: enterpriseTable,
  major: majorTable,
  schoolClass: schoolClassTable,
  enrolment: enrolmentTable,
  agreement: agreementTable,
  execution: executionTable,
  training: trainingTable,
  trainee: traineeTable,
  secondment: secondmentTable,
  quota: quotaTable,
  committeeMember: committeeMemberTable,
  graduateCohort: graduateCohortTable,
  graduate: graduateTable,
  posting: postingTable,
  trainingOffer: trainingOfferTable,
  trainingNeed: trainingNeedTable,
};

export * from './sheet-table';
