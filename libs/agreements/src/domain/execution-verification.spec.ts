import { AgreementSide } from './agreement-side';
import {
  executionEditRefusal,
  RecordedExecution,
  reversalRefusal,
  verificationRefusal,
} from './execution-verification';

const { SCHOOL, ENTERPRISE } = AgreementSide;
const BUREAU = null;
const open = (recordedSide: AgreementSide | null): RecordedExecution => ({
  recordedSide,
  verified: false,
  reversedAt: null,
});
const verified: RecordedExecution = { ...open(SCHOOL), verified: true };
const reversed: RecordedExecution = { ...verified, reversedAt: new Date(0) };

describe('who may verify an execution record', () => {
  it.each([
    ['the enterprise, what the school recorded', open(SCHOOL), ENTERPRISE, null],
    ['the school, what the enterprise recorded', open(ENTERPRISE), SCHOOL, null],
    ['a bureau, either', open(SCHOOL), BUREAU, null],
    ['never the school its own', open(SCHOOL), SCHOOL, 'OWN_RECORD'],
    ['never the enterprise its own', open(ENTERPRISE), ENTERPRISE, 'OWN_RECORD'],
    ['a ledger’s row counts as the school’s', open(null), SCHOOL, 'OWN_RECORD'],
    ['a ledger’s row by the enterprise', open(null), ENTERPRISE, null],
    ['not twice', verified, ENTERPRISE, 'ALREADY_VERIFIED'],
    ['not after reversal', reversed, ENTERPRISE, 'ALREADY_REVERSED'],
  ] as const)('%s', (_case, record, side, refusal) => {
    expect(verificationRefusal(record, side)).toBe(refusal);
  });
});

describe('who may edit an execution record', () => {
  it.each([
    ['the side that recorded it', open(SCHOOL), SCHOOL, null],
    ['not the other side', open(SCHOOL), ENTERPRISE, 'OTHERS_RECORD'],
    ['not a bureau', open(SCHOOL), BUREAU, 'OTHERS_RECORD'],
    ['never a verified one', verified, SCHOOL, 'ALREADY_VERIFIED'],
    ['never a reversed one', reversed, SCHOOL, 'ALREADY_REVERSED'],
  ] as const)('%s', (_case, record, side, refusal) => {
    expect(executionEditRefusal(record, side)).toBe(refusal);
  });
});

describe('reversal', () => {
  it('takes a record out once, verified or not', () => {
    expect(reversalRefusal(open(SCHOOL))).toBeNull();
    expect(reversalRefusal(verified)).toBeNull();
    expect(reversalRefusal(reversed)).toBe('ALREADY_REVERSED');
  });
});
