import fc from 'fast-check';
import { addDays } from '@sxbq/kernel';
import { FitCandidate } from '../fit-candidate';

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-02-10', days));
const period = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 }))
  .map(([start, days]) => ({ startsOn: addDays('2026-02-10', start), endsOn: addDays('2026-02-10', start + days) }));
const grade = fc.integer({ min: 1, max: 5 });
const region = fc.constantFrom('320402', '320411', '320104');
const open = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });

const offer = fc
  .record({
    offerId: fc.integer({ min: 1, max: 9 }),
    grade,
    seats: fc.integer({ min: 0, max: 40 }),
    regionCode: open(region),
    price: open(fc.integer({ min: 0, max: 3_000 })),
  })
  .chain((rest) => period.map((dates) => ({ ...rest, ...dates })));

/** Few needs, schools and offers, so that they meet. */
export const arbitraryCandidate: fc.Arbitrary<FitCandidate> = fc.record({
  needId: fc.integer({ min: 1, max: 4 }),
  need: fc.record({
    heads: fc.integer({ min: 0, max: 50 }),
    grade: open(grade),
    earliestOn: open(day),
    latestOn: open(day),
    regionCode: open(region),
    priceCeiling: open(fc.integer({ min: 0, max: 3_000 })),
  }),
  school: fc.record({
    schoolId: fc.integer({ min: 1, max: 4 }),
    regionCode: region,
    offer: open(offer),
    trainedGrade: open(grade),
    majorLinked: fc.boolean(),
  }),
});
