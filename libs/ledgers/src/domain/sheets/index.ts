import { compactText } from '../cells/cell-text';
import { SheetDefinition, SheetKey } from '../sheet-definition';
import { agreementSheet } from './agreement.sheet';
import { committeeMemberSheet } from './committee-member.sheet';
import { enrolmentSheet } from './enrolment.sheet';
import { enterpriseSheet } from './enterprise.sheet';
import { executionSheet } from './execution.sheet';
import { graduateCohortSheet } from './graduate-cohort.sheet';
import { graduateSheet } from './graduate.sheet';
import { majorSheet } from './major.sheet';
import { postingSheet } from './posting.sheet';
import { quotaSheet } from './quota.sheet';
import { schoolClassSheet } from './school-class.sheet';
import { schoolTierSheet } from './school-tier.sheet';
import { schoolSheet } from './school.sheet';
import { secondmentSheet } from './secondment.sheet';
import { traineeSheet } from './trainee.sheet';
import { trainingNeedSheet } from './training-need.sheet';
import { trainingOfferSheet } from './training-offer.sheet';
import { trainingSheet } from './training.sheet';

/** Every sheet, in the order it is applied (ledgers.md's table). */
export const LEDGER_SHEETS = [
  schoolSheet,
  schoolTierSheet,
  enterpriseSheet,
  majorSheet,
  schoolClassSheet,
  enrolmentSheet,
  agreementSheet,
  executionSheet,
  trainingSheet,
  traineeSheet,
  secondmentSheet,
  quotaSheet,
  committeeMemberSheet,
  graduateCohortSheet,
  graduateSheet,
  postingSheet,
  trainingOfferSheet,
  trainingNeedSheet,
] as unknown as readonly SheetDefinition[];

const byKey = new Map(LEDGER_SHEETS.map((sheet) => [sheet.key, sheet]));
const byName = new Map(LEDGER_SHEETS.map((sheet) => [sheet.name, sheet]));

export function sheetOf(key: SheetKey): SheetDefinition {
  return byKey.get(key) as SheetDefinition;
}

/** The sheet that a tab's name stands for; spaces and width do not count, nor a download's ' (1)'. Null when unknown. */
export function sheetNamed(name: string): SheetDefinition | null {
  const plain = compactText(name).replace(/\(\d+\)$/, '');
  return byName.get(plain) ?? null;
}

/** Tabs that explain and hold no data. */
const NOTES = new Set(['说明', '填写说明', '填表说明', '使用说明']);

export function isNotesSheet(name: string): boolean {
  return NOTES.has(compactText(name));
}
