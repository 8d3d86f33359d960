/** The dated facts that compliance is computed from. */
export const FACT_KINDS = [
  'SCHOOL',
  'ENROLMENT',
  'ENTERPRISE',
  'AGREEMENT',
  'EXECUTION',
  'TRAINING',
  'SECONDMENT',
  'QUOTA',
  'COMMITTEE',
  'POLICY',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export const FACT_CHANGED = 'fact.changed';

/** Written to the outbox in the transaction that changed the fact. Ids only, never personal data. */
export interface FactChanged {
  readonly fact: FactKind;
  /** Schools whose compliance may have changed; 'ALL' after a policy change. */
  readonly schoolIds: readonly number[] | 'ALL';
}
