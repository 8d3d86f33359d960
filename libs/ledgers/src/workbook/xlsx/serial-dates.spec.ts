import * as fc from 'fast-check';
import { addDays } from '@sxbq/kernel';
import { dateOfSerial, serialOfDate } from './serial-dates';

describe('serial dates', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, null],
    [61, '1900-03-01'],
    [36526, '2000-01-01'],
    [45658, '2025-01-01'],
    [45658.99999, '2025-01-01'],
    [0, null],
    [0.5, null],
    [-3, null],
    [401768, '2999-12-31'],
    [401769, null],
    [1e300, null],
  ])('1900 system: %s is %s', (serial, date) => expect(dateOfSerial(serial, 1900)).toBe(date));

  it.each([
    [0, '1904-01-01'],
    [44196, '2025-01-01'],
    [-1, null],
  ])('1904 system: %s is %s', (serial, date) => expect(dateOfSerial(serial, 1904)).toBe(date));

  it('turns every date into a number and back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 401_766 }), (days) => {
        const date = addDays('1900-01-01', days);
        expect(dateOfSerial(serialOfDate(date), 1900)).toBe(date);
      }),
    );
  });
});

describe('a hair below midnight', () => {
  it.each<[number, string]>([
    [45901, '2025-09-01'],
    [45900.99999999, '2025-09-01'],
    [45901.99999999, '2025-09-02'],
    [45900.9999999999, '2025-09-01'],
    [45900.99998842593, '2025-08-31'],
    [45900.9993055556, '2025-08-31'],
  ])('%d is %s, as every program shows it', (serial, day) => expect(dateOfSerial(serial, 1900)).toBe(day));
});
