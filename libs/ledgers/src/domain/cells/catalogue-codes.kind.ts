import { codeText } from './code.kind';
import { CellProblem, ColumnKind } from './column-kind';

/** First two digits of every provincial region (GB/T 2260). */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);
/** Province to county 6 digits, street 9, village 12. */
const REGION_LENGTHS = [6, 9, 12];

/** 区划代码 (GB/T 2260); within a province whose regions the platform knows completely, an unknown one is refused. */
export function regionCode(): ColumnKind<string> {
  return {
    format: 'text',
    hint: '6 位行政区划代码，例如 320411',
    read: (cell, dictionaries) => {
      const code = codeText(cell, REGION_LENGTHS);
      if (code instanceof CellProblem) return code;
      if (!/^\d+$/.test(code) || !REGION_LENGTHS.includes(code.length)) {
        return new CellProblem('CODE_MALFORMED', '区划代码应为 6 位数字（街道 9 位、社区 12 位），请核对。');
      }
      const province = code.slice(0, 2);
      const isKnown = dictionaries.coveredProvinces.has(province)
        ? dictionaries.regionCodes.has(code.slice(0, 6))
        : PROVINCES.has(province);
      return isKnown ? code : new CellProblem('UNKNOWN_CODE', '没有这个区划代码，请对照行政区划代码表核对。');
    },
    write: (value) => value,
  };
}

/** 行业代码 (GB/T 4754-2017): a letter, or 2 to 4 digits, with or without the section's letter before them. */
export function industryCode(): ColumnKind<string> {
  return {
    format: 'text',
    hint: '国民经济行业分类（GB/T 4754-2017）代码，例如 3421',
    read: (cell, dictionaries) => {
      const written = codeText(cell);
      if (written instanceof CellProblem) return written;
      const code = written.toUpperCase().replace(/^[A-T](?=\d)/, '');
      if (!/^([A-T]|\d{2,4})$/.test(code)) {
        return new CellProblem('CODE_MALFORMED', '行业代码应为 GB/T 4754-2017 的门类字母或 2 至 4 位数字，请核对。');
      }
      if (dictionaries.industryCodes.size === 0 || dictionaries.industryCodes.has(code)) return code;
      const lost = typeof cell === 'number' && dictionaries.industryCodes.has(`0${code}`);
      if (lost) return new CellProblem('DIGITS_LOST', '行业代码开头的 0 已丢失；请把该列设为“文本”格式后重新填写。');
      return new CellProblem('UNKNOWN_CODE', '国民经济行业分类（GB/T 4754-2017）中没有这个代码，请核对。');
    },
    write: (value) => value,
  };
}

/** 职业代码 as 职业分类大典 writes it: 6-18-01-01. The platform's list is incomplete, so only the form is checked. */
export function occupationCode(): ColumnKind<string> {
  return {
    format: 'text',
    hint: '职业分类大典的职业代码，例如 6-18-01-01',
    read: (cell) => {
      const written = codeText(cell);
      if (written instanceof CellProblem) return written;
      const parts = /^(\d)-?(\d{2})-?(\d{2})-?(\d{2})$/.exec(written.replace(/[—–]/g, '-'));
      if (parts) return parts.slice(1).join('-');
      return new CellProblem('CODE_MALFORMED', '职业代码应写成 6-18-01-01 的样子，请对照职业分类大典核对。');
    },
    write: (value) => value,
  };
}
