import type { AssessmentSubject } from '@sxbq/assessment/verification';
import type { CalendarDate } from '@sxbq/kernel';

/** PUBLIC: small counts of people are withheld, as the scheme says. */
export enum Audience {
  INTERNAL = 'INTERNAL',
  PUBLIC = 'PUBLIC',
}

export const AUDIENCE_TITLES: Readonly<Record<Audience, string>> = {
  [Audience.INTERNAL]: '内部',
  [Audience.PUBLIC]: '公开',
};

/** Everything beside the bundles that a report depends on; the same options and bundles give the same bytes. */
export interface ReportOptions {
  readonly audience: Audience;
  /** Made before publication: marked 草稿 on every page. */
  readonly draft: boolean;
  readonly subject: AssessmentSubject;
  /** Pages of this school alone; null: of every school. */
  readonly schoolId: number | null;
  /** Needed by what is issued as an official document. */
  readonly letterhead: Letterhead | null;
  /** Names of regions by code; a code without a name stands for itself. */
  readonly regionNames: Readonly<Record<string, string>>;
}

/** What an official document (公文) carries beside its text; GB/T 9704-2012 clause 7. */
export interface Letterhead {
  /** 发文机关, in full or by its standard short form. */
  readonly issuer: string;
  /** 发文机关代字, e.g. 示人社. */
  readonly code: string;
  /** 发文顺序号; null while the document has none yet. */
  readonly number: number | null;
  /** 主送机关. */
  readonly recipients: string;
  /** 成文日期; its year is that of the document number. */
  readonly issuedOn: CalendarDate;
  /** 签发人, of a document to a higher level; null: none is shown. */
  readonly signatory: string | null;
  /** 抄送机关; '': none. */
  readonly copiesTo: string;
  /** 印发机关 and 印发日期. */
  readonly printedBy: string;
  readonly printedOn: CalendarDate;
}
