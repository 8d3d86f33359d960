/**
 * Days after which the side whose turn it is is reminded, and after which what nobody answered lapses: the times that
 * domain.md §3 sets for drafts of agreements, for want of a text on training menus.
 */
export const REMIND_AFTER_DAYS = 14;
export const LAPSE_AFTER_DAYS = 28;

const DAY_MS = 86_400_000;

/** Turns that began before `remindBefore` are due for a reminder, before `lapseBefore` for lapsing. */
export function answerDeadlines(now: Date): { readonly remindBefore: Date; readonly lapseBefore: Date } {
  return {
    remindBefore: new Date(now.getTime() - REMIND_AFTER_DAYS * DAY_MS),
    lapseBefore: new Date(now.getTime() - LAPSE_AFTER_DAYS * DAY_MS),
  };
}
