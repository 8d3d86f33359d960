/** What an enterprise offers (供求对接, domain.md §1): work, a practice place, or seats of an order class. */
export enum PostingKind {
  JOB = 'JOB',
  INTERNSHIP = 'INTERNSHIP',
  ORDER_CLASS = 'ORDER_CLASS',
}

export const POSTING_KIND_TITLES: Readonly<Record<PostingKind, string>> = {
  [PostingKind.JOB]: '就业岗位',
  [PostingKind.INTERNSHIP]: '实习岗位',
  [PostingKind.ORDER_CLASS]: '订单班名额',
};
