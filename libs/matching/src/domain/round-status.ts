/** Life of a round (双选会). What a pass found is seen from PROPOSED on, all of it at once. */
export enum RoundStatus {
  DRAFT = 'DRAFT',
  /** Participants enrol and rank. */
  OPEN = 'OPEN',
  /** Ranks are frozen; a pass may be run. */
  CLOSED = 'CLOSED',
  MATCHING = 'MATCHING',
  /** Computed, seen by nobody yet. */
  MATCHED = 'MATCHED',
  /** Published; participants answer. */
  PROPOSED = 'PROPOSED',
  FINISHED = 'FINISHED',
  CANCELLED = 'CANCELLED',
}

/** Nothing more comes of it. */
export const OVER: readonly RoundStatus[] = [RoundStatus.FINISHED, RoundStatus.CANCELLED];

export const ROUND_STATUS_TITLES: Readonly<Record<RoundStatus, string>> = {
  [RoundStatus.DRAFT]: '草稿',
  [RoundStatus.OPEN]: '报名和排序中',
  [RoundStatus.CLOSED]: '排序已截止',
  [RoundStatus.MATCHING]: '撮合中',
  [RoundStatus.MATCHED]: '结果待公布',
  [RoundStatus.PROPOSED]: '结果已公布，待答复',
  [RoundStatus.FINISHED]: '已结束',
  [RoundStatus.CANCELLED]: '已取消',
};

/** Whether a graduate or a posting takes part. */
export enum ParticipationStatus {
  ENROLLED = 'ENROLLED',
  /** They left. */
  WITHDRAWN = 'WITHDRAWN',
  /** An officer took them out. */
  REMOVED = 'REMOVED',
}

export const PARTICIPATION_STATUS_TITLES: Readonly<Record<ParticipationStatus, string>> = {
  [ParticipationStatus.ENROLLED]: '已报名',
  [ParticipationStatus.WITHDRAWN]: '已退出',
  [ParticipationStatus.REMOVED]: '已被移出',
};

/** What a pass found for a graduate, and what became of it. */
export enum MatchStatus {
  UNPLACED = 'UNPLACED',
  /** Waits for the graduate's answer. */
  PROPOSED = 'PROPOSED',
  /** The graduate said yes: an accepted application. */
  CONFIRMED = 'CONFIRMED',
  /** The graduate said no. */
  DECLINED = 'DECLINED',
  /** The enterprise took it back before the answer. */
  REFUSED = 'REFUSED',
  /** Nobody answered in time. */
  EXPIRED = 'EXPIRED',
  /** An officer struck it before publication. */
  REJECTED = 'REJECTED',
  /** One of the two left before the answer. */
  WITHDRAWN = 'WITHDRAWN',
}

export const MATCH_STATUS_TITLES: Readonly<Record<MatchStatus, string>> = {
  [MatchStatus.UNPLACED]: '未匹配',
  [MatchStatus.PROPOSED]: '待毕业生答复',
  [MatchStatus.CONFIRMED]: '已确认录用',
  [MatchStatus.DECLINED]: '毕业生谢绝',
  [MatchStatus.REFUSED]: '企业收回',
  [MatchStatus.EXPIRED]: '逾期未答复',
  [MatchStatus.REJECTED]: '经人工复核取消',
  [MatchStatus.WITHDRAWN]: '一方已退出',
};

/** Where the computing of a pass stands. */
export enum PassStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
  STOPPED = 'STOPPED',
}

export const PASS_STATUS_TITLES: Readonly<Record<PassStatus, string>> = {
  [PassStatus.QUEUED]: '排队中',
  [PassStatus.RUNNING]: '撮合中',
  [PassStatus.DONE]: '已完成',
  [PassStatus.FAILED]: '失败',
  [PassStatus.STOPPED]: '已中止',
};

export const isPassOver = (status: PassStatus): boolean =>
  status !== PassStatus.QUEUED && status !== PassStatus.RUNNING;
