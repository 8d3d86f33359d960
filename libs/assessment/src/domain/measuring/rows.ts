import { CalendarDate } from '@sxbq/kernel';
import { FactCode } from '../facts/fact-code';

/** What is read of an organisation for the year end; ids and counts, nobody's data. */
interface OfOrganisation {
  readonly organisationId: number;
}

/** A school or an enterprise as the year end names it. */
export interface OrganisationRow {
  readonly id: number;
  /** School code or 统一社会信用代码. */
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  /** First tier of a school, first filed agreement of an enterprise, on or before D; null: none is recorded. */
  readonly joinedOn: CalendarDate | null;
}

/** A filed agreement that is in force on D, renewed one this year, or had something done under it this year. */
export interface AgreementRow extends OfOrganisation {
  readonly id: number;
  readonly inForce: boolean;
  /** Filed this year up to D, and renews one of the same two parties. */
  readonly renewal: boolean;
  /** Verified executions dated from 1 January to D. */
  readonly executions: number;
}

/** A class that graduates in the year, and what came of its graduates up to D; one person counts once. */
export interface CohortRow extends OfOrganisation {
  /** Of the cohort. */
  readonly id: number;
  readonly heads: number;
  /** Found work before the cohort was published. */
  readonly placedBefore: number;
  /** Placed through the platform; of those, in work that fits the major. */
  readonly placed: number;
  readonly related: number;
}

/** Graduates who took up work through the platform from 1 January to D, by cohort or by posting. */
export interface FilledRow extends OfOrganisation {
  /** Of the cohort (of a school) or of the posting (of an enterprise). */
  readonly id: number;
  readonly placed: number;
}

/** A posting that an officer let pass this year up to D. */
export interface PostingRow extends OfOrganisation {
  readonly id: number;
  readonly heads: number;
}

/** A training a school offered to enterprises, beginning this year up to D. */
export interface OfferRow extends OfOrganisation {
  readonly id: number;
}

/** How many people a secondment or a training session adds that no earlier one of the organisation has counted. */
export interface PeopleRow extends OfOrganisation {
  readonly id: number;
  readonly people: number;
}

/** What an officer wrote down of the organisation for the year, or an enterprise's rating of it (1–5). */
export interface RecordedRow extends OfOrganisation {
  readonly id: number;
  readonly fact: FactCode;
  readonly value: number;
}
