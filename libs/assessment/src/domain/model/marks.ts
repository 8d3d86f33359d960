import { OrganisationRef } from './facts';
import { DecimalText } from './decimal-text';

/** Marks (0–100) for one goal that people score. */
export interface Marks extends OrganisationRef {
  readonly goal: string;
  readonly marks: readonly Mark[];
  /** What the moderator decided; null: the marks were close enough. */
  readonly moderated: DecimalText | null;
  /** What counts: the moderated mark, else the mean of the marks. */
  readonly final: DecimalText;
}

export interface Mark {
  /** Account id of the marker; public versions number them 1, 2, … instead. */
  readonly marker: number;
  readonly points: DecimalText;
}
