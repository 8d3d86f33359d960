/**
 * What a sealed value is bound to, and whose key seals it.
 * - COLUMN: the configured keys, for 'table.column'
 * - ROW: the configured keys, for 'table.column.key'; bytes
 * - WRAPPED: the configured keys; nothing, being a random secret
 * - PERSON: the secret of the person named by the row's person_key, for 'table.column'
 */
export type SealedBy = 'COLUMN' | 'ROW' | 'WRAPPED' | 'PERSON';

export interface SealedProperty {
  readonly entity: unknown;
  readonly property: string;
  readonly by: SealedBy;
  /**
   * 'table.column' of a column that an earlier release kept in clear: its clear values are read as they are until they
   * are sealed.
   */
  readonly onceClear?: string;
}

const properties: SealedProperty[] = [];

/** Called by the column decorators, so that no sealed column can be left out of a rotation. */
export function noteSealedProperty(property: SealedProperty): void {
  properties.push(property);
}

/** True for 'table.column' that an earlier release kept in clear. */
export const wasOnceClear = (field: string): boolean => properties.some(({ onceClear }) => onceClear === field);

/** A value with a mark and a ciphertext behind it, of any release; what is written in clear has none. */
const SEALED = /^(?:(?:aes|sm4)\.)?[^:\s]{1,40}:[A-Za-z0-9_-]{38,}$/;

/** Whether a value of a column that was once clear has been sealed. */
export const isSealed = (value: string): boolean => SEALED.test(value);

export const sealedProperties = (): readonly SealedProperty[] => properties;
