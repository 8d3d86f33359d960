import { retentionSchedule, tablesWithoutRetention } from './retention-schedule';

describe('the retention schedule', () => {
  it('gives every class one name and a basis', () => {
    const codes = [...retentionSchedule.classes, ...retentionSchedule.kept].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('names tables nobody has decided about', () => {
    expect(tablesWithoutRetention(retentionSchedule, ['graduate', 'trainee', 'audit_entry'])).toEqual([]);
    expect(tablesWithoutRetention(retentionSchedule, ['visit', 'graduate', 'alumnus', 'visit'])).toEqual([
      'alumnus',
      'visit',
    ]);
  });
});
