import { cleared } from './personal-data';

/** Field → [before, after]; a side that did not exist is null. */
export type AuditChanges = Record<string, readonly [before: unknown, after: unknown]>;

/** The fields in which two images differ, cleared of personal data; null when there is no image or no difference. */
export function changesBetween(objectType: string, before?: object, after?: object): AuditChanges | null {
  const old = plain(before);
  const fresh = plain(after);
  const changes: AuditChanges = {};
  for (const field of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    const was = old[field] ?? null;
    const is = fresh[field] ?? null;
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    changes[field] = [cleared(objectType, field, was), cleared(objectType, field, is)];
  }
  return Object.keys(changes).length > 0 ? changes : null;
}

/** What JSON keeps of an image: dates as text, no undefined. */
function plain(image: object | undefined): Record<string, unknown> {
  return JSON.parse(JSON.stringify(image ?? {})) as Record<string, unknown>;
}
