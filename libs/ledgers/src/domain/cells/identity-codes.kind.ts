import { isCitizenIdNumber, isUnifiedSocialCreditCode } from '@sxbq/kernel';
import { codeText, LOST_DIGITS } from './code.kind';
import { CellProblem, ColumnKind, FilledCell } from './column-kind';

/** 统一社会信用代码 (GB 32100-2015): 18 characters with a check character. */
export function creditCode(): ColumnKind<string> {
  return {
    format: 'text',
    hint: '18 位统一社会信用代码，请保持“文本”格式',
    read: (cell) => {
      const code = eighteen(cell);
      if (code instanceof CellProblem) return code;
      if (!/^[0-9A-Z]{18}$/.test(code)) {
        return new CellProblem(
          'CODE_MALFORMED',
          `统一社会信用代码应为 18 位数字和大写字母，现为 ${code.length} 位，请核对。`,
        );
      }
      if (/[IOSVZ]/.test(code)) {
        return new CellProblem(
          'CODE_MALFORMED',
          '统一社会信用代码不使用字母 I、O、S、V、Z，可能与数字 1、0、5、2 混淆，请核对。',
        );
      }
      if (isUnifiedSocialCreditCode(code)) return code;
      return new CellProblem('BAD_CHECK_CHARACTER', '统一社会信用代码的校验码不符，请对照营业执照核对。');
    },
    write: (value) => value,
  };
}

/** 居民身份证号码 (GB 11643-1999): personal, masked in messages and encrypted at rest. */
export function citizenId(): ColumnKind<string> {
  return {
    format: 'text',
    hint: '18 位居民身份证号码，请保持“文本”格式',
    personal: 'ID_NUMBER',
    read: (cell) => {
      const number = eighteen(cell);
      if (number instanceof CellProblem) return number;
      if (!/^\d{17}[\dX]$/.test(number)) {
        return new CellProblem(
          'ID_NUMBER_INVALID',
          `身份证号码应为 18 位，现为 ${number.length} 位或含有其他字符，请核对。`,
        );
      }
      if (isCitizenIdNumber(number)) return number;
      return new CellProblem('ID_NUMBER_INVALID', '身份证号码的地区、出生日期或校验码不符，请对照证件核对。');
    },
    write: (value) => value,
  };
}

/** A number has lost at least its last three digits, whatever it shows. */
function eighteen(cell: FilledCell): string | CellProblem {
  if (typeof cell === 'number') return new CellProblem('DIGITS_LOST', LOST_DIGITS);
  const code = codeText(cell);
  return code instanceof CellProblem ? code : code.toUpperCase();
}
