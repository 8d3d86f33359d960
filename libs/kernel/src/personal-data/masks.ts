/** '320***********1234': first 3 and last 4 of an ID number stay (assurance A3). */
export function maskIdNumber(idNumber: string): string {
  return mask(idNumber, 3, 4);
}

/** '138****5678': first 3 and last 4 of a phone number stay. */
export function maskPhone(phone: string): string {
  return mask(phone, 3, 4);
}

function mask(text: string, head: number, tail: number): string {
  if (text.length <= head + tail) return '*'.repeat(text.length);
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(-tail);
}
