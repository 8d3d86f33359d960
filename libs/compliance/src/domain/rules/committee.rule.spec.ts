import { CommitteeAffiliation } from '@sxbq/policy/vocabulary';
import { SchoolTier } from '@sxbq/schools/vocabulary';
import { Condition } from '../condition';
import { CommitteeFact } from '../facts';
import { committee, context, member } from '../testing/sample-facts';
import { Verdict } from '../verdict';
import { committeeRule } from './committee.rule';

const judge = (members: CommitteeFact[], asOf?: string, percent = 30) =>
  committeeRule({ committee: members }, context(SchoolTier.ORDINARY, asOf, { committee: { percent, clause: '三' } }));

describe('COMMITTEE (domain.md §2)', () => {
  it.each([
    [3, 7, Verdict.PASS, 0],
    [2, 8, Verdict.FAIL, 1],
    [1, 2, Verdict.PASS, 0],
    [2, 5, Verdict.FAIL, 1],
    [0, 1, Verdict.FAIL, 1],
    [1, 0, Verdict.PASS, 0],
  ])('%i from enterprises, %i from the school: %s', (fromEnterprises, fromSchool, verdict, gap) => {
    expect(judge(committee(fromEnterprises, fromSchool))).toMatchObject({
      verdict,
      measured: { counted: fromEnterprises, total: fromEnterprises + fromSchool },
      target: { percent: 30 },
      gap,
    });
  });

  it('counts enterprise and industry, not school or government', () => {
    const members = Object.values(CommitteeAffiliation).map((affiliation, index) => member(index + 1, affiliation));
    expect(judge(members).measured).toEqual({ counted: 2, total: 4 });
  });

  it('a member belongs from 任职日期 to the day before 离任日期', () => {
    const members = [
      member(1, CommitteeAffiliation.ENTERPRISE, { startsOn: '2025-06-30' }),
      member(2, CommitteeAffiliation.ENTERPRISE, { endsOn: '2025-07-01' }),
      member(3, CommitteeAffiliation.ENTERPRISE, { endsOn: '2025-06-30' }),
      member(4, CommitteeAffiliation.SCHOOL, { startsOn: '2025-07-01' }),
    ];
    const result = judge(members, '2025-06-30');
    expect(result.measured).toEqual({ counted: 2, total: 2 });
    expect(result.evidence.notCounted).toMatchObject([
      { id: 3, failed: Condition.ALREADY_LEFT },
      { id: 4, failed: Condition.NOT_YET_APPOINTED },
    ]);
  });

  it.each<[string, CommitteeFact[]]>([
    ['never any', []],
    ['all left', [member(1, CommitteeAffiliation.ENTERPRISE, { endsOn: '2025-01-01' })]],
  ])('no members (%s): NO_DATA', (_title, members) => {
    expect(judge(members)).toMatchObject({ verdict: Verdict.NO_DATA, measured: null, reason: { code: 'NO_MEMBERS' } });
  });
});
