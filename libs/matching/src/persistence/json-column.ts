/** MariaDB hands JSON out as text, MySQL as a value. */
export function parsedJson<T>(stored: T | string): T {
  return typeof stored === 'string' ? (JSON.parse(stored) as T) : stored;
}
