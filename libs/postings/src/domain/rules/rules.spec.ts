import { PostingContent } from '../posting-content';
import { PostingKind } from '../posting-kind';
import { WorkShift } from '../work-shift';
import { BannedPhraseKind } from '../banned-phrase';
import { postingFingerprint } from '../posting-fingerprint';
import { findingsOf } from './index';
import { RuleContext } from './posting-rule';

const good: PostingContent = {
  kind: PostingKind.JOB,
  title: '数控车工',
  occupationEdition: '2022',
  occupationCode: '6-18-01-01',
  majorNames: [],
  gradeFloor: 4,
  heads: 5,
  salaryMin: 5_000,
  salaryMax: 7_000,
  regionCode: '320411',
  shift: WorkShift.DAY,
  startsOn: null,
  validUntil: '2026-12-31',
  description: '操作数控车床，年满 18 周岁，五险一金。',
};
const context: RuleContext = {
  minimumWage: 2_490,
  industryCode: 'C3421',
  sameAs: [],
  bannedPhrases: [
    { phrase: '限男性', kind: BannedPhraseKind.GENDER },
    { phrase: '本地户籍', kind: BannedPhraseKind.ORIGIN },
    { phrase: '押金', kind: BannedPhraseKind.MONEY },
  ],
};

const found = (change: Partial<PostingContent>, more: Partial<RuleContext> = {}): string[] =>
  findingsOf({ ...good, ...change }, { ...context, ...more }).map(({ field, rule }) => `${field} ${rule}`);

describe('the automatic rules before the officer', () => {
  it('have nothing against a posting in order', () => expect(found({})).toEqual([]));

  it.each<[string, Partial<PostingContent>, Partial<RuleContext>, string[]]>([
    ['no pay', { salaryMin: null, salaryMax: null }, {}, ['salaryMin MISSING_PAY', 'salaryMax MISSING_PAY']],
    ['only a floor', { salaryMax: null }, {}, ['salaryMax MISSING_PAY']],
    ['order class without pay', { kind: PostingKind.ORDER_CLASS, salaryMin: null, salaryMax: null }, {}, []],
    ['practice without pay', { kind: PostingKind.INTERNSHIP, salaryMin: null }, {}, ['salaryMin MISSING_PAY']],
    ['one yuan below the minimum wage', { salaryMin: 2_489 }, {}, ['salaryMin BELOW_MINIMUM_WAGE']],
    ['exactly the minimum wage', { salaryMin: 2_490 }, {}, []],
    ['no minimum wage set', { salaryMin: 1 }, { minimumWage: null }, []],
    ['a phrase in the title', { title: '车工（限 男 性）' }, {}, ['title BANNED_PHRASE_GENDER']],
    ['a phrase split by signs', { description: '本地·户籍优先' }, {}, ['description BANNED_PHRASE_ORIGIN']],
    [
      'two phrases',
      { title: '限男性', description: '入职交押金' },
      {},
      ['title BANNED_PHRASE_GENDER', 'description BANNED_PHRASE_MONEY'],
    ],
    ['no text', { description: null }, {}, []],
    ['an age', { description: '35岁以下' }, {}, ['description AGE_LIMIT']],
    ['an age, full width and spaced', { description: '年龄 １８－３５ 周岁' }, {}, ['description AGE_LIMIT']],
    ['an age, the other way round', { description: '不超过40岁' }, {}, ['description AGE_LIMIT']],
    ['the law’s own age', { description: '须年满18周岁' }, {}, []],
    ['a span of something else', { description: '每班 10-12 人，工龄 3 年以上' }, {}, []],
    ['practice by night', { kind: PostingKind.INTERNSHIP, shift: WorkShift.NIGHT }, {}, ['shift INTERN_AT_NIGHT']],
    ['practice in shifts', { kind: PostingKind.INTERNSHIP, shift: WorkShift.ROTATING }, {}, ['shift INTERN_AT_NIGHT']],
    ['a job by night', { shift: WorkShift.NIGHT }, {}, []],
    ['an agency', {}, { industryCode: 'L7263' }, ['kind DISPATCH_AGENCY']],
    ['an agency without the letter', {}, { industryCode: '7262' }, ['kind DISPATCH_AGENCY']],
    ['another human-resource service', {}, { industryCode: '7261' }, []],
    ['industry not known', {}, { industryCode: null }, []],
    ['a second time', {}, { sameAs: ['GW-1'] }, ['title DUPLICATE']],
  ])('%s', (_what, change, more, expected) => expect(found(change, more)).toEqual(expected));

  it('say in Chinese what to mend', () => {
    for (const { message } of findingsOf({ ...good, salaryMin: 100, description: '35岁以下' }, context)) {
      expect(message).toMatch(/请/);
    }
  });
});

describe('the fingerprint of an offer', () => {
  it('looks through spaces, signs and width of the name', () => {
    expect(postingFingerprint({ ...good, title: '数控 车工（Ａ）' })).toBe(
      postingFingerprint({ ...good, title: '数控车工(a)' }),
    );
  });

  it('tells work, place and kind apart', () => {
    const own = postingFingerprint(good);
    expect(postingFingerprint({ ...good, regionCode: '320402' })).not.toBe(own);
    expect(postingFingerprint({ ...good, occupationEdition: '2015' })).not.toBe(own);
    expect(postingFingerprint({ ...good, kind: PostingKind.INTERNSHIP })).not.toBe(own);
  });
});
