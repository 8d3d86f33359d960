/** Life of a posting (domain.md §3). EXPIRED is stored by the nightly schedule; reads go by the date until then. */
export enum PostingStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  REJECTED = 'REJECTED',
  LIVE = 'LIVE',
  CLOSED = 'CLOSED',
  EXPIRED = 'EXPIRED',
}

export const POSTING_STATUS_TITLES: Readonly<Record<PostingStatus, string>> = {
  [PostingStatus.DRAFT]: '草稿',
  [PostingStatus.SUBMITTED]: '待审核',
  [PostingStatus.REJECTED]: '已退回',
  [PostingStatus.LIVE]: '招聘中',
  [PostingStatus.CLOSED]: '已关闭',
  [PostingStatus.EXPIRED]: '已过期',
};
