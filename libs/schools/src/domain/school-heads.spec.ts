import { ClassLevel } from './class-level';
import { headsOfSchool } from './school-heads';

describe('headsOfSchool', () => {
  it('adds the levels up and shows them in their order', () => {
    const senior = { level: ClassLevel.SENIOR, heads: 40, classes: 2, classesWithoutCount: 1 };
    const intermediate = { level: ClassLevel.INTERMEDIATE, heads: 60, classes: 2, classesWithoutCount: 0 };
    expect(headsOfSchool('2024-05-01', [senior, intermediate])).toEqual({
      on: '2024-05-01',
      heads: 100,
      classes: 4,
      classesWithoutCount: 1,
      byLevel: [intermediate, senior],
    });
  });

  it('is all zero without running classes', () => {
    expect(headsOfSchool('2024-05-01', [])).toMatchObject({ heads: 0, classes: 0, byLevel: [] });
  });
});
