import { explainScore } from './explain-score';
import { SAMPLE_WEIGHTS } from './score-weights';
import { GraduateRow, PostingRow, scoringInput } from './testing/scoring-rows';

const GRADUATE: GraduateRow = {
  major: 0,
  school: 1,
  grade: 3,
  salaryFloor: 5_000,
  occupations: [1, 0],
  districts: [2, 0],
  certificates: [],
  functions: [0, 1],
};
const POSTING: PostingRow = {
  enterprise: 2,
  occupation: 0,
  standard: 0,
  gradeFloor: 4,
  district: 0,
  salary: [4_000, 6_000],
  acceptedMajors: [0, 3],
};

function explain(graduate: Partial<GraduateRow>, posting: Partial<PostingRow>, audience: 'GRADUATE' | 'ENTERPRISE') {
  const input = scoringInput({
    graduates: [{ ...GRADUATE, ...graduate }],
    postings: [{ ...POSTING, ...posting }],
    links: [{ 0: 80, 3: 100 }, {}, {}, {}],
    standards: [{ 0: 30, 1: 25, 2: 45 }, {}, {}],
    history: [{}, { 2: 60 }, {}],
  });
  return explainScore(input, SAMPLE_WEIGHTS, 0, 0, audience);
}

describe('explaining a score', () => {
  it('tells the graduate each part in a sentence', () => {
    const { score, sentences } = explain({}, {}, 'GRADUATE');
    expect(score).toBe(7_450);
    expect(sentences).toEqual([
      '专业对口：所学专业与岗位职业相关，得 20 分（满分 25 分）。',
      '工作内容：已掌握技能标准中权重合计 55% 的工作内容，得 11 分（满分 20 分）。',
      '技能等级：高出要求一级，得 8 分（满分 10 分）。',
      '工作区域：在可接受的区域，得 9 分（满分 10 分）。',
      '职业意向：是意向职业之一，得 16 分（满分 20 分）。',
      '薪资：薪资范围可达到期望，得 7.5 分（满分 10 分）。',
      '校企往来：所在学校与该企业有合作或就业记录，得 3 分（满分 5 分）。',
    ]);
  });

  it('does not show an enterprise what rests on the graduate’s wishes', () => {
    const { score, parts, sentences } = explain({}, {}, 'ENTERPRISE');
    expect(score).toBe(2_000 + 1_100 + 800 + 300);
    expect(explain({ occupations: [0], districts: [0], salaryFloor: 4_000 }, {}, 'ENTERPRISE').score).toBe(score);
    expect(parts.map(({ part }) => part)).toEqual(['LINK', 'SKILLS', 'GRADE', 'HISTORY']);
    expect(sentences.join()).not.toMatch(/区域|意向|薪资/);
    expect(explain({ salaryFloor: 9_000 }, {}, 'ENTERPRISE').sentences).toEqual(['双方条件不符。']);
  });

  it.each<[string, Partial<GraduateRow>, Partial<PostingRow>, string]>([
    ['relation', {}, { occupation: 4 }, '岗位职业与毕业生的专业、证书和意向均无关联。'],
    ['major', {}, { acceptedMajors: [1] }, '岗位限定专业，毕业生所学专业不在其中。'],
    ['grade', { grade: 5 }, {}, '毕业生的技能等级未达到岗位要求。'],
    ['grade of nobody', { grade: null }, {}, '毕业生的技能等级未达到岗位要求。'],
    ['district', {}, { district: 1 }, '工作区域不在毕业生可接受的范围内。'],
    ['salary', { salaryFloor: 6_001 }, {}, '岗位最高薪资低于毕业生的期望。'],
  ])('names the hard constraint that fails: %s', (_case, graduate, posting, sentence) => {
    expect(explain(graduate, posting, 'GRADUATE')).toEqual({ score: null, parts: [], sentences: [sentence] });
  });

  it('gives an open criterion full points', () => {
    const open = { major: null, grade: null, salaryFloor: null, occupations: [], districts: [] };
    const { score, sentences } = explain(
      open,
      { occupation: null, standard: null, gradeFloor: null, district: null, salary: null, acceptedMajors: [] },
      'GRADUATE',
    );
    expect(score).toBe(9_800);
    expect(sentences.slice(0, 6).every((sentence) => /不限|视为符合|未写明/.test(sentence))).toBe(true);
  });

  it('counts a certificate for the occupation as a full link', () => {
    expect(explain({ certificates: [0] }, {}, 'GRADUATE').sentences[0]).toBe(
      '专业对口：所学专业或所持证书与岗位职业对口，得 25 分（满分 25 分）。',
    );
  });
});
