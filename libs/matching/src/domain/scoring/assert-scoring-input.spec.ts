import { assertScoringInput } from './assert-scoring-input';
import type { ScoringInput } from './scoring-input';
import { scoringInput } from './testing/scoring-rows';

const graduate = {
  major: 1,
  school: null,
  grade: 4,
  salaryFloor: null,
  occupations: [2],
  districts: [3],
  certificates: [],
  functions: [],
};
const input = scoringInput({
  graduates: [graduate, graduate],
  postings: [],
  links: [{}, { 1: 100 }, {}, {}],
  standards: [],
  history: [],
});
const withGraduates = (change: Partial<ScoringInput['graduates']>): ScoringInput => ({
  ...input,
  graduates: { ...input.graduates, ...change },
});

describe('columns filled wrongly', () => {
  it('lets right ones pass', () => {
    expect(() => assertScoringInput(input)).not.toThrow();
  });

  it.each<[string, ScoringInput]>([
    ['ids that do not ascend', withGraduates({ ids: Uint32Array.of(20, 10) })],
    ['an id twice', withGraduates({ ids: Uint32Array.of(10, 10) })],
    ['a column too short', withGraduates({ salaryFloors: Int32Array.of(1) })],
    ['an index out of range', withGraduates({ majors: Int32Array.of(0, 4) })],
    ['an index below −1', withGraduates({ schools: Int32Array.of(-2, -1) })],
    ['a grade below 5', withGraduates({ grades: Uint8Array.of(6, 1) })],
    ['a list too few', withGraduates({ functions: { offsets: Int32Array.of(0, 2), values: Int32Array.of(3, 3) } })],
    [
      'offsets that fall',
      withGraduates({ functions: { offsets: Int32Array.of(0, 3, 2), values: Int32Array.of(3, 3) } }),
    ],
    [
      'a list’s index out of range',
      withGraduates({ functions: { offsets: Int32Array.of(0, 1, 2), values: Int32Array.of(3, 6) } }),
    ],
    [
      'a district without its rank',
      withGraduates({ districts: { ...input.graduates.districts, ranks: Uint8Array.of() } }),
    ],
    [
      'more than 100 percent',
      { ...input, tables: { ...input.tables, links: { ...input.tables.links, percents: Uint8Array.of(101) } } },
    ],
  ])('stops %s', (_case, bad) => {
    expect(() => assertScoringInput(bad)).toThrow(RangeError);
  });
});
