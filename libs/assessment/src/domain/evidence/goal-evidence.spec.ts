import { FactCode } from '../facts/fact-code';
import { AssessmentSubject } from '../model/assessment-subject';
import { sampleInput } from '../testing/sample-input';
import { goalEvidence } from './goal-evidence';

const { schemes, organisations, corrections } = sampleInput();
const [first, second] = organisations;

describe('the evidence of a goal', () => {
  it('is every component with its fact, the rows behind it and what was corrected since', () => {
    const found = goalEvidence(schemes[0]!, second!, corrections, 'PARTNERS');
    expect(found?.components.map(({ component, code }) => [component, code])).toEqual([
      ['BREADTH', FactCode.PARTNERS],
      ['RENEWALS', FactCode.AGREEMENT_RENEWALS],
      ['DEPTH', FactCode.EXECUTIONS_PER_AGREEMENT],
    ]);
    expect(found?.components[0]).toMatchObject({
      fact: { value: '18', evidence: [{ type: 'AGREEMENT', ids: [11, 12, 13], count: 3 }] },
      corrections: [{ from: '18', to: '19' }],
    });
    expect(found?.components[1]?.corrections).toEqual([]);
    expect(found?.components.every(({ corrections: changes }) => !JSON.stringify(changes).includes('漏计'))).toBe(true);
  });

  it('has no corrections of others, nor of another register with the same number', () => {
    const elsewhere = corrections.map((each) => ({
      ...each,
      organisationId: 1,
      subject: AssessmentSubject.ENTERPRISE,
    }));
    const found = goalEvidence(schemes[0]!, first!, [...corrections, ...elsewhere], 'PARTNERS');
    expect(found?.components[0]?.corrections).toEqual([]);
  });

  it('has no fact where people score, and is none of a goal that the scheme does not have', () => {
    const marked = { ...corrections[0]!, target: { kind: 'MARK' as const, goal: 'CURRICULUM' }, from: '60', to: '70' };
    const found = goalEvidence(schemes[0]!, second!, [marked], 'CURRICULUM');
    expect(found?.components).toEqual([
      expect.objectContaining({ code: null, fact: null, corrections: [{ from: '60', to: '70' }] }),
    ]);
    expect(goalEvidence(schemes[0]!, second!, [], 'NONE')).toBeNull();
  });
});
