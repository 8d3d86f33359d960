import { SetMetadata } from '@nestjs/common';
import { Transaction } from '../database/unit-of-work';

export const PERSONAL_DATA_SOURCE = 'sxbq:personal-data-source';

/** Stands in the place of an erased name. */
export const ERASED = '（已删除）';

/** Whom records are looked for. */
export interface PersonIdentity {
  /** Blind index of the ID number. */
  readonly personKey: string;
  /** Blind index of the phone number; null when it is not known. */
  readonly phoneIndex: string | null;
  /** In clear. */
  readonly name: string;
}

/** What one row holds about a person. */
export interface PersonalRecord {
  readonly id: number;
  /** False for a row that bears the same name and no number: somebody has to say whether it is that person. */
  readonly isCertain: boolean;
  /** GB/T 2260 code of the organisation the row belongs to; null when it belongs to none. */
  readonly regionCode: string | null;
  /** Chinese title → value, in clear. */
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
}

/** What erasing takes: whom, which of the uncertain rows are theirs, and what stands for them from now on. */
export interface PersonErasure {
  readonly identity: PersonIdentity;
  /** Ids of rows that are not certain and were confirmed to be the person's. */
  readonly confirmedIds: readonly number[];
  /** 43 random characters, one per person: equal where the person was, so that counts of persons stay right. */
  readonly pseudonym: string;
}

/** One table, or a few that belong together, in which a lib keeps data about natural persons. */
export interface PersonalDataSource {
  /** '<lib>.<rows>', for example 'training.trainee'. */
  readonly source: string;
  /** In Chinese. */
  readonly title: string;
  /** Whose rows it answers for; every table with values sealed by persons must be somebody's. */
  readonly tables: readonly string[];
  /** Fields an officer may correct, with their Chinese titles. */
  readonly correctable: Readonly<Record<string, string>>;
  find(identity: PersonIdentity): Promise<readonly PersonalRecord[]>;
  /** The old value, or null when the row is gone. The value was checked to be a text of at most 60 characters. */
  correct(tx: Transaction, id: number, field: string, value: string): Promise<string | null>;
  /** Number of rows; running it again changes nothing more. */
  erase(tx: Transaction, erasure: PersonErasure): Promise<number>;
}

/** Marks a provider as a PersonalDataSource: access, correction and erasure reach it. */
export const HoldsPersonalData = (): ClassDecorator => SetMetadata(PERSONAL_DATA_SOURCE, true);
