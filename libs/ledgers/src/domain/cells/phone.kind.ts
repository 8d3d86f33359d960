import { codeText } from './code.kind';
import { CellProblem, ColumnKind } from './column-kind';

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^(0\d{2,3})-?(\d{7,8})(?:(?:-|转)(\d{1,6}))?$/;
const SERVICE = /^400-?(\d{3})-?(\d{4})$/;
/** What the platform's forms take as well: local and foreign numbers. */
const OTHER = /^\+?[\d()-]{7,20}$/;
/** Starts like a mobile number and is not one. */
const MISTYPED_MOBILE = /^1[3-9]\d{7,11}$/;

/** A mobile, landline or 400 number; personal. Written as 13800000000, 0519-88888888-123 or 400-123-4567. */
export function phone(): ColumnKind<string> {
  return {
    format: 'text',
    hint: '手机号码，或带区号的固定电话，例如 0519-88888888',
    personal: 'PHONE',
    read: (cell) => {
      const written = codeText(cell);
      if (written instanceof CellProblem) return written;
      const number = written.replace(/^(\+?86|0086)-?(?=1[3-9]|0\d)/, '').replace(/[—–－]/g, '-');
      const mobile = number.replace(/-/g, '');
      if (MOBILE.test(mobile)) return mobile;
      const landline = LANDLINE.exec(number);
      if (landline) return [landline[1], landline[2], landline[3]].filter((part) => part !== undefined).join('-');
      const service = SERVICE.exec(number);
      if (service) return `400-${service[1]}-${service[2]}`;
      const isOther = OTHER.test(number) && !MISTYPED_MOBILE.test(mobile) && number.replace(/\D/g, '').length >= 7;
      if (isOther && !(typeof cell === 'number' && number.length >= 10)) return number;
      if (typeof cell === 'number') {
        return new CellProblem(
          'DIGITS_LOST',
          '电话被 Excel 当作数字，区号开头的 0 可能已丢失；请设为“文本”格式后重新填写。',
        );
      }
      return new CellProblem(
        'PHONE_MALFORMED',
        '电话无法识别；请填一个 11 位手机号码或带区号的固定电话，例如 0519-88888888。',
      );
    },
    write: (value) => value,
  };
}
