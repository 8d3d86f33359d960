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
}

const properties: SealedProperty[] = [];

/** Called by the column decorators, so that no sealed column can be left out of a rotation. */
export function noteSealedProperty(property: SealedProperty): void {
  properties.push(property);
}

export const sealedProperties = (): readonly SealedProperty[] => properties;
