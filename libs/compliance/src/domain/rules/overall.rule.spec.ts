import { Verdict } from '../verdict';
import { overallVerdict } from './overall.rule';

const { PASS, FAIL, NOT_APPLICABLE, NO_DATA } = Verdict;

describe('overall (domain.md §2)', () => {
  it.each([
    [[PASS, PASS], PASS],
    [[PASS, NOT_APPLICABLE], PASS],
    [[PASS, FAIL], FAIL],
    [[NO_DATA, FAIL], FAIL],
    [[NO_DATA, PASS, NOT_APPLICABLE], NO_DATA],
  ])('%j: %s', (verdicts, expected) => {
    expect(overallVerdict(verdicts)).toBe(expected);
  });
});
