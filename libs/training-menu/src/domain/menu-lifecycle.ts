import { MenuStatus } from './menu-status';

/** What may be done to an offer or a need. */
export enum MenuStep {
  EDIT = 'EDIT',
  PUBLISH = 'PUBLISH',
  CLOSE = 'CLOSE',
  EXPIRE = 'EXPIRE',
  REOPEN = 'REOPEN',
}

export const MENU_STEP_TITLES: Readonly<Record<MenuStep, string>> = {
  [MenuStep.EDIT]: '修改',
  [MenuStep.PUBLISH]: '发布',
  [MenuStep.CLOSE]: '关闭',
  [MenuStep.EXPIRE]: '到期下架',
  [MenuStep.REOPEN]: '重新打开',
};

const { DRAFT, PUBLISHED, CLOSED, EXPIRED } = MenuStatus;

interface StepRule {
  readonly from: readonly MenuStatus[];
  /** Null: the status stays. */
  readonly to: MenuStatus | null;
}

/** The transition table. */
export const MENU_STEPS: Readonly<Record<MenuStep, StepRule>> = {
  // Who showed interest keeps the terms of that moment, so an edit of what is published harms nobody.
  [MenuStep.EDIT]: { from: [DRAFT, PUBLISHED, CLOSED, EXPIRED], to: null },
  [MenuStep.PUBLISH]: { from: [DRAFT], to: PUBLISHED },
  [MenuStep.CLOSE]: { from: [PUBLISHED], to: CLOSED },
  [MenuStep.EXPIRE]: { from: [PUBLISHED], to: EXPIRED },
  // Back to a draft, to be looked over and given a new last day.
  [MenuStep.REOPEN]: { from: [CLOSED, EXPIRED], to: DRAFT },
};

export function isMenuStepAllowed(step: MenuStep, status: MenuStatus): boolean {
  return MENU_STEPS[step].from.includes(status);
}
