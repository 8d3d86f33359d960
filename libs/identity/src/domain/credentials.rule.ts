export const PASSWORD_MIN_LENGTH = 12;
export const PASSWORD_MAX_LENGTH = 128;

/** As kept and signed in with: trimmed, lower case. */
export function normalUsername(username: string): string {
  return username.trim().toLowerCase();
}

/** 2–64 of a–z, digits, dot, hyphen, underscore, beginning with a letter or digit. */
export function isUsername(username: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{1,63}$/.test(username);
}

/** Length is what counts (ASVS 5.0, 6.2.1); not the username itself. */
export function isAcceptablePassword(password: string, username: string): boolean {
  const length = [...password].length;
  return length >= PASSWORD_MIN_LENGTH && length <= PASSWORD_MAX_LENGTH && password.toLowerCase() !== username;
}
