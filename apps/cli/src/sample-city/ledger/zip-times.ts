import type { CalendarDate } from '@sxbq/kernel';

const END_OF_DIRECTORY = 0x06054b50;
const END_SIZE = 22;
const DIRECTORY_ENTRY_SIZE = 46;

/**
 * Sets the time of every entry of a ZIP to noon of a day, in the directory and in the local headers, so that the same
 * content gives the same bytes. Works on the buffer itself; for archives without comment and below 4 GiB.
 */
export function withFixedZipTimes(zip: Buffer, day: CalendarDate): Buffer {
  const end = zip.length - END_SIZE;
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('not a plain ZIP archive');
  const stamp = dosTime(day);
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    zip.writeUInt32LE(stamp, entry + 12);
    zip.writeUInt32LE(stamp, zip.readUInt32LE(entry + 42) + 10);
    entry +=
      DIRECTORY_ENTRY_SIZE + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return zip;
}

/** MS-DOS time (low word) and date (high word): 12:00:00 of the day. */
function dosTime(day: CalendarDate): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const dosDate = ((year - 1980) << 9) | (month << 5) | date;
  return ((dosDate << 16) | (12 << 11)) >>> 0;
}
