/** What says that the work fits the major (对口). */
export enum RelatedBasis {
  /** The official teaching standard of the major names the occupation. */
  OFFICIAL = 'OFFICIAL',
  /** Whoever recorded it said so: the official tables are silent about this pair, which they do not deny. */
  STATED = 'STATED',
}

export const RELATED_BASIS_TITLES: Readonly<Record<RelatedBasis, string>> = {
  [RelatedBasis.OFFICIAL]: '官方专业教学标准列有该职业',
  [RelatedBasis.STATED]: '登记人填写',
};

/** 对口 by the official tables where they link major and occupation, else as stated. */
export function relatedToMajor(
  isOfficiallyLinked: boolean,
  stated: boolean,
): { readonly relatedToMajor: boolean; readonly relatedBasis: RelatedBasis } {
  return isOfficiallyLinked
    ? { relatedToMajor: true, relatedBasis: RelatedBasis.OFFICIAL }
    : { relatedToMajor: stated, relatedBasis: RelatedBasis.STATED };
}
