/** What the worker is to do with a run; kept with it until it is done, so that any worker can take it up. */
export enum AssessmentTask {
  /** Snapshot of the facts, then markers by lot. */
  FREEZE = 'FREEZE',
  /** Markers by lot alone, after somebody chose more of them. */
  DRAW_MARKERS = 'DRAW_MARKERS',
  /** The ranking, then the public notice. */
  BEGIN_NOTICE = 'BEGIN_NOTICE',
  /** The ranking again, after a correction. */
  RANK_AGAIN = 'RANK_AGAIN',
  /** The sealed bundle, then its publication. */
  PUBLISH = 'PUBLISH',
}

export const ASSESSMENT_TASK_TITLES: Readonly<Record<AssessmentTask, string>> = {
  [AssessmentTask.FREEZE]: '冻结事实',
  [AssessmentTask.DRAW_MARKERS]: '抽签分配评分',
  [AssessmentTask.BEGIN_NOTICE]: '计算排名并公示',
  [AssessmentTask.RANK_AGAIN]: '更正后重新计算排名',
  [AssessmentTask.PUBLISH]: '封存并公布',
};
