/**
 * Which cell styles show a date. A date in a sheet is a number with a date format; without its format a date and a
 * count cannot be told apart (ECMA-376 part 1, 18.8.30).
 */

/**
 * Built-in formats that show a day, month or year. 27–31, 36, 50–54, 57 and 58 are those of a zh-CN system
 * (yyyy"年"m"月"d"日" and its kin); 18–21, 32–35, 45–47, 55 and 56 show a time alone.
 */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Excel's own limit for a format's text. */
const MAX_CODE = 255;

/** True when a number format shows a day, month or year. `code` is the workbook's own text for the id, if it has one. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATES.has(id);
  return isDateFormatCode(code);
}

/** True for 'yyyy"年"m"月"d"日"', '[$-804]e/m/d;@', 'm月d日', 'aaaa'; false for '0.00', 'h:mm', '[mm]:ss', 'General'. */
export function isDateFormatCode(code: string): boolean {
  const shown = code
    .slice(0, MAX_CODE)
    .replace(/"[^"]*"?|\\.|[_*]./gs, '')
    .split(';')[0]!
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
    .replace(/am\/pm|a\/p/gi, '')
    .replace(/general/gi, '')
    .toLowerCase();
  if (/[yd]|aaa/.test(shown)) return true;
  if (/e/.test(shown) && !/[0#?]/.test(shown)) return true;
  return /m/.test(shown) && !/[hs]|\[m+\]/.test(shown);
}
