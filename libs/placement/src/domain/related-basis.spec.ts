import { relatedToMajor } from './related-basis';

it.each([
  [true, true, { relatedToMajor: true, relatedBasis: 'OFFICIAL' }],
  [true, false, { relatedToMajor: true, relatedBasis: 'OFFICIAL' }],
  [false, true, { relatedToMajor: true, relatedBasis: 'STATED' }],
  [false, false, { relatedToMajor: false, relatedBasis: 'STATED' }],
])('linked by the official tables %s, stated %s', (linked, stated, related) =>
  expect(relatedToMajor(linked, stated)).toEqual(related),
);
