/** '320***********1234': first 3 and last 4 of an ID number stay (assurance A3). */
export function maskIdNumber(idNumber: string): string {
  return mask(idNumber, 3, 4);
}

/** '138****5678': first 3 and last 4 of a phone number stay. */
export function maskPhone(phone: string): string {
  return mask(phone, 3, 4);
}

/** '王**': the first character stays. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(rest.length);
}

/** 'w***@example.com': the first character and the host stay. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '*'.repeat(address.length) : `${address.slice(0, 1)}***${address.slice(at)}`;
}

/** '江苏省常州市****': the first 6 characters, province and city in most addresses, stay. */
export function maskAddress(address: string): string {
  return `${address.slice(0, 6)}****`;
}

/** '1990-**-**': the year of a date stays. */
export function maskDate(date: string): string {
  return `${date.slice(0, 4)}-**-**`;
}

/** Every mask by name. Each leaves what is already masked as it is. */
export const MASKS = {
  ID_NUMBER: maskIdNumber,
  PHONE: maskPhone,
  NAME: maskName,
  EMAIL: maskEmail,
  ADDRESS: maskAddress,
  DATE: maskDate,
} as const satisfies Readonly<Record<string, (text: string) => string>>;

export type Mask = keyof typeof MASKS;

function mask(text: string, head: number, tail: number): string {
  if (text.length <= head + tail) return '*'.repeat(text.length);
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(-tail);
}
