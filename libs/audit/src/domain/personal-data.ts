import { maskPersonalNumbers } from '@sxbq/kernel';

export const HIDDEN = '[hidden]';

/** Values that never enter the audit, whatever they hold: personal data (个人信息保护法) and secrets. */
const HIDDEN_FIELDS =
  /phone|mobile|email|id_?number|birth_?date|home_?address|person_?key|password|token|secret|(trainee|teacher|contact|display|person|member)_?name/i;

/** Objects that are persons: their plain `name` is personal too. An institution's name stays readable. */
const PERSON_TYPES: ReadonlySet<string> = new Set(['Trainee', 'CommitteeMember', 'User', 'Teacher', 'Graduate']);

/** The value as the audit may keep it: hidden by its field's name, else with ID and phone numbers masked. */
export function cleared(objectType: string, field: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (HIDDEN_FIELDS.test(field) || (field === 'name' && PERSON_TYPES.has(objectType))) return HIDDEN;
  return withoutPatterns(objectType, value);
}

function withoutPatterns(objectType: string, value: unknown): unknown {
  if (typeof value === 'string') return maskPersonalNumbers(value);
  if (typeof value === 'number') return maskPersonalNumbers(String(value)) === String(value) ? value : HIDDEN;
  if (Array.isArray(value)) return value.map((item) => withoutPatterns(objectType, item));
  if (typeof value !== 'object' || value === null) return value;
  return clearedObject(objectType, value);
}

/** A copy of a JSON object in which no field holds clear personal data, at any depth. */
export function clearedObject(objectType: string, value: object): object {
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, cleared(objectType, field, inner)]));
}
