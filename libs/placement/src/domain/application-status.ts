/** Life of an application or invitation (双向选择, domain.md §3). */
export enum ApplicationStatus {
  SENT = 'SENT',
  INTERVIEW = 'INTERVIEW',
  OFFERED = 'OFFERED',
  ACCEPTED = 'ACCEPTED',
  PLACED = 'PLACED',
  /** The graduate said no. */
  DECLINED = 'DECLINED',
  /** The enterprise said no. */
  REFUSED = 'REFUSED',
  /** The graduate took it back. */
  WITHDRAWN = 'WITHDRAWN',
  /** Nobody answered in time. */
  EXPIRED = 'EXPIRED',
}

export const APPLICATION_STATUS_TITLES: Readonly<Record<ApplicationStatus, string>> = {
  [ApplicationStatus.SENT]: '待答复',
  [ApplicationStatus.INTERVIEW]: '面试',
  [ApplicationStatus.OFFERED]: '已发录用意向',
  [ApplicationStatus.ACCEPTED]: '已接受录用',
  [ApplicationStatus.PLACED]: '已就业',
  [ApplicationStatus.DECLINED]: '毕业生谢绝',
  [ApplicationStatus.REFUSED]: '企业婉拒',
  [ApplicationStatus.WITHDRAWN]: '已撤回',
  [ApplicationStatus.EXPIRED]: '已逾期',
};

/** Still going on: at most one of a graduate and a posting. */
export const OPEN_STATUSES: readonly ApplicationStatus[] = [
  ApplicationStatus.SENT,
  ApplicationStatus.INTERVIEW,
  ApplicationStatus.OFFERED,
  ApplicationStatus.ACCEPTED,
];

/** Who began: the graduate applied, the enterprise invited, or a round of matching brought them together. */
export enum ApplicationOrigin {
  APPLICATION = 'APPLICATION',
  INVITATION = 'INVITATION',
  /** Begins with the offer: the enterprise's places in a round are one. */
  ROUND = 'ROUND',
}

export const APPLICATION_ORIGIN_TITLES: Readonly<Record<ApplicationOrigin, string>> = {
  [ApplicationOrigin.APPLICATION]: '毕业生应聘',
  [ApplicationOrigin.INVITATION]: '企业邀请',
  [ApplicationOrigin.ROUND]: '双选会撮合',
};

/** The two who choose each other. The school speaks for a graduate who has no account yet. */
export enum ChoiceSide {
  GRADUATE = 'GRADUATE',
  ENTERPRISE = 'ENTERPRISE',
}
