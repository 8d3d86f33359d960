import {
  RecordedSecondment,
  secondmentEditRefusal,
  secondmentReversalRefusal,
  secondmentVerificationRefusal,
} from './secondment-rules';

const TODAY = '2025-06-15';
const open: RecordedSecondment = { startsOn: '2025-06-15', verified: false, reversedAt: null };
const verified: RecordedSecondment = { ...open, verified: true };
const reversed: RecordedSecondment = { ...verified, reversedAt: new Date(0) };

describe('verification of a secondment', () => {
  it.each([
    ['by the enterprise or a bureau', open, false, null],
    ['never by the school', open, true, 'OWN_RECORD'],
    ['not before it began', { ...open, startsOn: '2025-06-16' }, false, 'NOT_STARTED'],
    ['not twice', verified, false, 'ALREADY_VERIFIED'],
    ['not after reversal', reversed, false, 'ALREADY_REVERSED'],
  ] as const)('%s', (_case, secondment, bySchool, refusal) => {
    expect(secondmentVerificationRefusal(secondment, bySchool, TODAY)).toBe(refusal);
  });
});

describe('editing and reversing a secondment', () => {
  it('edits until it is verified, then only reverses, once', () => {
    expect(secondmentEditRefusal(open)).toBeNull();
    expect(secondmentEditRefusal(verified)).toBe('ALREADY_VERIFIED');
    expect(secondmentEditRefusal(reversed)).toBe('ALREADY_REVERSED');
    expect(secondmentReversalRefusal(verified)).toBeNull();
    expect(secondmentReversalRefusal(reversed)).toBe('ALREADY_REVERSED');
  });
});
