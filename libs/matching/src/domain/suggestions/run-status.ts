/** Life of one computation of a city's suggestions. */
export enum SuggestionRunStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  /** Its rows are the city's suggestions. */
  PUBLISHED = 'PUBLISHED',
  /** A newer run took its place. */
  SUPERSEDED = 'SUPERSEDED',
  FAILED = 'FAILED',
}

export const SUGGESTION_RUN_STATUS_TITLES: Readonly<Record<SuggestionRunStatus, string>> = {
  [SuggestionRunStatus.QUEUED]: '排队中',
  [SuggestionRunStatus.RUNNING]: '计算中',
  [SuggestionRunStatus.PUBLISHED]: '已发布',
  [SuggestionRunStatus.SUPERSEDED]: '已被新的结果取代',
  [SuggestionRunStatus.FAILED]: '失败',
};

export const UNFINISHED: readonly SuggestionRunStatus[] = [SuggestionRunStatus.QUEUED, SuggestionRunStatus.RUNNING];
