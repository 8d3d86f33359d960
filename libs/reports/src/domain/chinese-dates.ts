import type { CalendarDate } from '@sxbq/kernel';

/** 成文日期 as documents have it: '2027年1月5日', months and days without a leading zero. */
export function chineseDate(date: CalendarDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

export const yearOfDate = (date: CalendarDate): number => Number(date.slice(0, 4));

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Numbers of headings: 一, 二, …, 十, 十一, …, 九十九. */
export function chineseNumber(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens]}十`;
  return `${head}${ones === 0 && tens > 0 ? '' : DIGITS[ones]}`;
}
