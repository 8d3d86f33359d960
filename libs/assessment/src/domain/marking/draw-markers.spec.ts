import { createHash } from 'node:crypto';
import { AssessmentSubject } from '../model';
import { drawMarkers, MarkerCandidate } from './draw-markers';

const school = (organisationId: number, regionCode = '320411') => ({
  subject: AssessmentSubject.SCHOOL,
  organisationId,
  regionCode,
});
const candidate = (userId: number, more: Partial<MarkerCandidate> = {}): MarkerCandidate => ({
  userId,
  regions: ['3204'],
  belongsTo: new Set<string>(),
  ...more,
});
const schools = Array.from({ length: 40 }, (_, index) => school(index + 1));

describe('drawing markers', () => {
  it('gives two different markers to everybody, and the work evenly', () => {
    const { drawn, unserved } = drawMarkers(
      'seed',
      schools,
      [1, 2, 3, 4, 5].map((id) => candidate(id)),
    );
    expect(unserved).toEqual([]);
    expect(drawn).toHaveLength(40);
    expect(drawn.every(({ markers: [first, second] }) => first !== second)).toBe(true);
    const loads = [1, 2, 3, 4, 5].map((id) => drawn.filter(({ markers }) => markers.includes(id)).length);
    expect(loads).toEqual([16, 16, 16, 16, 16]);
  });

  it('is the same for the same seed, whatever the order; and another for another', () => {
    const candidates = [1, 2, 3, 4].map((id) => candidate(id));
    const once = drawMarkers('seed', schools, candidates);
    expect(drawMarkers('seed', schools.toReversed(), candidates.toReversed())).toEqual(once);
    expect(drawMarkers('other', schools, candidates)).not.toEqual(once);
  });

  it('can be recomputed by hand', () => {
    const lot = (user: number) => createHash('sha256').update(`s|SCHOOL:1|${user}`).digest('hex');
    const users = [7, 8, 9].sort((one, other) => (lot(one) < lot(other) ? -1 : 1));
    const { drawn } = drawMarkers(
      's',
      [school(1)],
      [7, 8, 9].map((id) => candidate(id)),
    );
    expect(drawn[0]?.markers).toEqual(users.slice(0, 2));
  });

  it('never lets somebody mark their own, nor outside their region', () => {
    const own = candidate(1, { belongsTo: new Set(['SCHOOL:1', 'ENTERPRISE:2']) });
    const away = candidate(2, { regions: ['320402'] });
    const [third, fourth] = [candidate(3), candidate(4)];
    const lot = drawMarkers('seed', [school(1), school(2)], [own, away, third, fourth]);
    expect(lot.drawn.find(({ organisationId }) => organisationId === 1)?.markers).not.toContain(1);
    expect(lot.drawn.flatMap(({ markers }) => markers)).not.toContain(2);
    // An enterprise of the same number is another organisation.
    expect(lot.drawn.find(({ organisationId }) => organisationId === 2)?.markers).toContain(1);
  });

  it('names whom fewer than two may mark', () => {
    const own = candidate(1, { belongsTo: new Set(['SCHOOL:1']) });
    const { drawn, unserved } = drawMarkers('seed', [school(1), school(2)], [own, candidate(2)]);
    expect(unserved).toEqual([{ subject: AssessmentSubject.SCHOOL, organisationId: 1 }]);
    expect(drawn.map(({ organisationId }) => organisationId)).toEqual([2]);
  });
});
