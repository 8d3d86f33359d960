import { isCalendarDate } from '../calendar/calendar-date';

const CHECK_CHARACTERS = '10X98765432';
/** 2^(17−i) mod 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * True when the text is an 18-character 居民身份证号码 with a plausible area, an existing birth date and a
 * fitting check character (GB 11643-1999). A final x must already be upper case.
 */
export function isCitizenIdNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  const birth = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return isCalendarDate(birth) && citizenIdCheckCharacter(text.slice(0, 17)) === text[17];
}

/** The check character of a 17-digit body: weights 2^(17−i) mod 11. */
export function citizenIdCheckCharacter(body: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += Number(body[index]) * (WEIGHTS[index] as number);
  return CHECK_CHARACTERS[sum % 11] as string;
}
