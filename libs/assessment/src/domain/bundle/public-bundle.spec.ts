import { FactCode } from '../facts/fact-code';
import { VetoEffect } from '../model/assessment-scheme';
import { Fact } from '../model/facts';
import { PublicRankingBundle } from '../model/public-bundle';
import { RankingInput } from '../model/ranking-bundle';
import { measured, sampleInput, testKey } from '../testing/sample-input';
import { verifyBundle } from '../verification/verify-bundle';
import { publicVersionOf } from './public-bundle';
import { bundleText, sealBundle } from './seal-bundle';

const key = testKey('z1', 7);
const input = sampleInput();

const publish = (change: Partial<RankingInput> = {}): PublicRankingBundle =>
  publicVersionOf(sealBundle({ ...input, ...change }, key));

/** The sample with one fact of the first school. */
const withFact = (code: FactCode, fact: Fact): Partial<RankingInput> => {
  const [first, ...others] = input.organisations;
  return { organisations: [{ ...first!, facts: { ...first!.facts, [code]: fact } }, ...others] };
};

const withheldOf = (bundle: PublicRankingBundle, organisationId: number): readonly string[] =>
  bundle.organisations.find((each) => each.organisationId === organisationId)!.withheld;

describe('the public version', () => {
  it('holds no evidence ids, markers, single marks, objections, reasons or master salt', () => {
    const text = bundleText(publish());
    for (const secret of ['901', '501', '85.5', '一份协议漏计', 'objectionId', 'ids', 'marker', input.salt]) {
      expect(text).not.toContain(`"${secret}"`);
      expect(text).not.toMatch(new RegExp(`[:\\[,]${secret}[,\\]}]`));
    }
    expect(text).not.toContain(input.salt);
    expect(text).not.toContain('一份协议漏计');
  });

  it('withholds a count of few people with every goal it is scored in, and one more that people mark', () => {
    const bundle = publish();
    expect(withheldOf(bundle, 1)).toEqual([]);
    expect(withheldOf(bundle, 3)).toEqual([
      'facts/TEACHERS_SECONDED',
      'marks/CURRICULUM',
      'goals/EXCHANGE',
      'goals/CURRICULUM',
    ]);
    const third = bundle.organisations.find(({ organisationId }) => organisationId === 3)!;
    expect(third.facts.TEACHERS_SECONDED).toBeUndefined();
    expect(third.marks.map(({ goal }) => goal)).toEqual(['TECHNOLOGY']);
    expect(Object.keys(third.salts)).not.toContain('facts/TEACHERS_SECONDED');
    const row = bundle.rankings[0]!.rows.find(({ organisationId }) => organisationId === 3)!;
    expect(row.goals.map(({ goal }) => goal)).not.toEqual(expect.arrayContaining(['EXCHANGE']));
    expect(row.goals).toHaveLength(8);
    expect(verifyBundle(bundle)).toMatchObject({ intact: true, withheldCells: 4 });
  });

  it.each<[string, FactCode, Fact, boolean]>([
    ['none', FactCode.TRAINING, measured('0', '500'), false],
    ['one', FactCode.TRAINING, measured('1', '500'), true],
    ['four', FactCode.TRAINING, measured('4', '500'), true],
    ['five', FactCode.TRAINING, measured('5', '500'), false],
    ['few partners, who are no people', FactCode.PARTNERS, measured('2', '20'), false],
    ['a share of few', FactCode.GRADUATES_PLACED_RATE, measured('75', null, { basis: { counted: 3, total: 4 } }), true],
    [
      'a share that few do not have',
      FactCode.GRADUATES_PLACED_RATE,
      measured('99', null, { basis: { counted: 396, total: 400 } }),
      true,
    ],
    [
      'a share that all have',
      FactCode.GRADUATES_PLACED_RATE,
      measured('100', null, { basis: { counted: 400, total: 400 } }),
      false,
    ],
    ['a share of nobody knows how many', FactCode.GRADUATES_PLACED_RATE, measured('80'), true],
  ])('people: %s', (_, code, fact, isWithheld) => {
    expect(withheldOf(publish(withFact(code, fact)), 1).includes(`facts/${code}`)).toBe(isWithheld);
  });

  it('withholds the facts of another goal where nobody gave marks, but none that a veto asks for', () => {
    const fewFilled = (change: Partial<RankingInput>): Partial<RankingInput> => ({
      ...change,
      organisations: (change.organisations ?? input.organisations).map((each) =>
        each.organisationId === 41 ? { ...each, facts: { ...each.facts, POSTS_FILLED: measured('3') } } : each,
      ),
    });
    const bundle = publish(fewFilled({}));
    expect(withheldOf(bundle, 41)).toEqual([
      'facts/POSTS_FILLED',
      'facts/AGREEMENTS',
      'goals/AGREEMENTS',
      'goals/POSTS_FILLED',
    ]);
    expect(verifyBundle(bundle)).toMatchObject({ intact: true });
    const onlyFindings = input.organisations.map((each) => {
      const facts = { FINDINGS: measured('1'), EXECUTIONS: measured('9') };
      return each.organisationId === 41 ? { ...each, facts } : each;
    });
    const vetoes = [{ code: 'V', title: '问题过多', fact: FactCode.FINDINGS, above: '5', effect: VetoEffect.LAST }];
    const schemes = input.schemes.map((scheme) => ({
      ...scheme,
      vetoes,
      goals: scheme.goals.toSorted(
        (one, other) => Number(other.code === 'INTEGRITY') - Number(one.code === 'INTEGRITY'),
      ),
    }));
    const vetoing = publish(fewFilled({ organisations: onlyFindings, schemes }));
    expect(withheldOf(vetoing, 41)).toEqual([
      'facts/POSTS_FILLED',
      'facts/EXECUTIONS',
      'goals/EXECUTIONS',
      'goals/POSTS_FILLED',
    ]);
    expect(verifyBundle(vetoing)).toMatchObject({ intact: true });
  });

  it('withholds what a correction made few, or made of few', () => {
    const corrected = (from: string, to: string): Partial<RankingInput> => ({
      ...withFact(FactCode.TRAINING, measured(from, '500')),
      corrections: [
        { ...input.corrections[0]!, organisationId: 1, target: { kind: 'FACT', fact: FactCode.TRAINING }, from, to },
      ],
    });
    for (const [from, to] of [
      ['510', '4'],
      ['4', '510'],
    ] as const) {
      const bundle = publish(corrected(from, to));
      expect(withheldOf(bundle, 1)).toEqual(
        expect.arrayContaining(['facts/TRAINING', 'corrections/0', 'goals/TRAINING']),
      );
      expect(verifyBundle(bundle).intact).toBe(true);
    }
    expect(withheldOf(publish(corrected('510', '509')), 1)).toEqual([]);
  });

  it.each(['facts/TEACHERS_SECONDED', 'goals/EXCHANGE', 'marks/CURRICULUM'])(
    'does not let %s be found by trying: its hash hangs on a salt that is not there',
    (path) => {
      const cellOf = (salt: string): string =>
        publish({ salt }).tree.leaves.find(({ organisationId }) => organisationId === 3)!.cells[path]!;
      expect(cellOf('01'.repeat(32))).toMatch(/^[0-9a-f]{64}$/);
      expect(cellOf('01'.repeat(32))).not.toBe(cellOf('02'.repeat(32)));
    },
  );
});
