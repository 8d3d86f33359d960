/** As kept and signed in with: trimmed, lower case. */
export function normalUsername(username: string): string {
  return username.trim().toLowerCase();
}

/** 2–64 of a–z, digits, dot, hyphen, underscore, beginning with a letter or digit. */
export function isUsername(username: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{1,63}$/.test(username);
}
