/** Life of an entry of the menu, an offer or a need. EXPIRED is stored by the nightly schedule; reads go by the date until then. */
export enum MenuStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  CLOSED = 'CLOSED',
  EXPIRED = 'EXPIRED',
}

export const MENU_STATUS_TITLES: Readonly<Record<MenuStatus, string>> = {
  [MenuStatus.DRAFT]: '草稿',
  [MenuStatus.PUBLISHED]: '已发布',
  [MenuStatus.CLOSED]: '已关闭',
  [MenuStatus.EXPIRED]: '已过期',
};
