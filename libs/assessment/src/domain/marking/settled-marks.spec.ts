import { AssessmentSubject } from '../model';
import { GivenSeat, settledMarks } from './settled-marks';

const seat = (markerId: number, points: string | null, more: Partial<GivenSeat> = {}): GivenSeat => ({
  subject: AssessmentSubject.SCHOOL,
  organisationId: 1,
  goal: 'CURRICULUM',
  markerId,
  points,
  ...more,
});

describe('what two marks come to', () => {
  it('is their mean, exactly, half up to two decimals', () => {
    const finals = (one: string, other: string) => settledMarks([seat(7, one), seat(8, other)], [])[0]?.final;
    expect(finals('85.00', '90.00')).toBe('87.5');
    expect(finals('0.10', '0.25')).toBe('0.18');
    expect(finals('100.00', '100.00')).toBe('100');
  });

  it('is what the moderator decided', () => {
    const ref = { subject: AssessmentSubject.SCHOOL, organisationId: 1, goal: 'CURRICULUM' };
    const [marks] = settledMarks([seat(7, '40.00'), seat(8, '90.00')], [{ ...ref, points: '70.00' }]);
    expect(marks).toMatchObject({ moderated: '70', final: '70' });
    expect(marks?.marks).toEqual([
      { marker: 7, points: '40' },
      { marker: 8, points: '90' },
    ]);
  });

  it('is nothing while one is missing, and each organisation’s and goal’s own', () => {
    const other = { organisationId: 2 };
    const enterprise = { subject: AssessmentSubject.ENTERPRISE };
    const seats = [seat(7, '40.00'), seat(8, null), seat(7, '60.00', other), seat(8, '62.00', other)];
    const more = [seat(7, '10.00', enterprise), seat(9, '10.00', enterprise)];
    expect(
      settledMarks([...seats, ...more], []).map((each) => [each.subject, each.organisationId, each.final]),
    ).toEqual([
      ['SCHOOL', 2, '61'],
      ['ENTERPRISE', 1, '10'],
    ]);
  });
});
