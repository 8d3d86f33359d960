import { CalendarDate, isCalendarDate } from '../calendar/calendar-date';
import { DomainError } from '../errors/domain-error';
import { isUnifiedSocialCreditCode } from './unified-social-credit-code';

/**
 * Checks of single fields as users type them. `title` is the field's Chinese name; each answers with the value to keep
 * or throws a coded BAD_INPUT.
 */

/** Text without outer or doubled white space; FIELD_REQUIRED when nothing is left, FIELD_TOO_LONG beyond `max` characters. */
export function checkedText(title: string, value: string | null | undefined, max: number): string {
  const text = (value ?? '').replace(/\s+/gu, ' ').trim();
  if (text === '')
    throw new DomainError('BAD_INPUT', 'FIELD_REQUIRED', `“${title}”不能为空，请填写。`, { field: title });
  if ([...text].length > max) {
    throw new DomainError('BAD_INPUT', 'FIELD_TOO_LONG', `“${title}”最多 ${max} 个字，请缩短。`, { field: title, max });
  }
  return text;
}

/** As checkedText; blank becomes null. */
export function checkedOptionalText(title: string, value: string | null | undefined, max: number): string | null {
  return (value ?? '').trim() === '' ? null : checkedText(title, value, max);
}

/** A code without white space inside; CODE_MALFORMED otherwise. */
export function checkedCode(title: string, value: string | null | undefined, max: number): string {
  const code = checkedText(title, value, max);
  if (/[\s\p{Cc}]/u.test(code)) {
    throw new DomainError('BAD_INPUT', 'CODE_MALFORMED', `“${title}”中不能有空格，请检查“${code}”。`, { field: title });
  }
  return code;
}

/** A calendar date; DATE_MALFORMED otherwise. */
export function checkedDate(title: string, value: string | null | undefined): CalendarDate {
  if (typeof value === 'string' && isCalendarDate(value)) return value;
  throw new DomainError('BAD_INPUT', 'DATE_MALFORMED', `“${title}”应为 YYYY-MM-DD 格式的日期。`, { field: title });
}

/** DATE_ORDER when `to` lies before `from`; a `to` of null is open. */
export function assertDateOrder(fromTitle: string, from: CalendarDate, toTitle: string, to: CalendarDate | null): void {
  if (to === null || to >= from) return;
  throw new DomainError('BAD_INPUT', 'DATE_ORDER', `“${toTitle}”（${to}）早于“${fromTitle}”（${from}），请更正。`, {
    from,
    to,
  });
}

/** A whole number from min to max; NUMBER_OUT_OF_RANGE otherwise. */
export function checkedWholeNumber(title: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new DomainError('BAD_INPUT', 'NUMBER_OUT_OF_RANGE', `“${title}”应为 ${min} 到 ${max} 的整数。`, {
    field: title,
    min,
    max,
  });
}

/** A 统一社会信用代码 in upper case; USCC_INVALID when its check character does not fit. */
export function checkedUnifiedSocialCreditCode(value: string | null | undefined): string {
  const code = (value ?? '').trim().toUpperCase();
  if (isUnifiedSocialCreditCode(code)) return code;
  throw new DomainError(
    'BAD_INPUT',
    'USCC_INVALID',
    `统一社会信用代码“${code.slice(0, 30)}”不正确：应为 18 位且校验位相符，请核对。`,
  );
}

/** A mobile or fixed line number as people write it: digits, with + - and brackets. PHONE_MALFORMED otherwise. */
export function checkedPhone(value: string): string {
  const phone = value.replace(/\s+/gu, '').replace(/（/g, '(').replace(/）/g, ')');
  if (/^\+?[\d()-]{7,20}$/.test(phone) && phone.replace(/\D/g, '').length >= 7) return phone;
  throw new DomainError(
    'BAD_INPUT',
    'PHONE_MALFORMED',
    '联系电话不正确：应为 7 位以上的号码，只含数字、“+”“-”和括号；隐去部分数字的号码不能再存回。',
  );
}

/** Leading digits of a GB/T 2260 code, 2–12 of them; REGION_PREFIX_MALFORMED otherwise. */
export function checkedRegionPrefix(value: string): string {
  if (/^\d{2,12}$/.test(value)) return value;
  throw new DomainError(
    'BAD_INPUT',
    'REGION_PREFIX_MALFORMED',
    `区划代码前缀“${value.slice(0, 20)}”不正确，应为 2 到 12 位数字。`,
  );
}
