import { draftDeadlines } from './draft-expiry';

describe('draft deadlines', () => {
  it('reminds after 14 days and lapses after 28', () => {
    expect(draftDeadlines(new Date('2025-03-29T06:00:00Z'))).toEqual({
      remindBefore: new Date('2025-03-15T06:00:00Z'),
      lapseBefore: new Date('2025-03-01T06:00:00Z'),
    });
  });
});
