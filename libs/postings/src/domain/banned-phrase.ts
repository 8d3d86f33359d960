/** Why a phrase may not stand in a posting. */
export enum BannedPhraseKind {
  GENDER = 'GENDER',
  AGE = 'AGE',
  ORIGIN = 'ORIGIN',
  HEALTH = 'HEALTH',
  FAMILY = 'FAMILY',
  MONEY = 'MONEY',
  AGENCY = 'AGENCY',
}

export const BANNED_PHRASE_KIND_TITLES: Readonly<Record<BannedPhraseKind, string>> = {
  [BannedPhraseKind.GENDER]: '性别歧视',
  [BannedPhraseKind.AGE]: '年龄歧视',
  [BannedPhraseKind.ORIGIN]: '户籍或地域歧视',
  [BannedPhraseKind.HEALTH]: '健康歧视',
  [BannedPhraseKind.FAMILY]: '婚育歧视',
  [BannedPhraseKind.MONEY]: '向求职者收取财物',
  [BannedPhraseKind.AGENCY]: '劳务派遣或中介',
};

/** One line of the dictionary, which is versioned data of the bureau. */
export interface BannedPhrase {
  /** Plain text; compared without white space, signs and case. */
  readonly phrase: string;
  readonly kind: BannedPhraseKind;
}
