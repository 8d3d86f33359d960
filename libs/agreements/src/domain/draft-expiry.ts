/** A draft untouched for 14 days reminds its sides, after 28 days it lapses (domain.md §3). */
export const DRAFT_REMINDER_DAYS = 14;
export const DRAFT_LAPSE_DAYS = 28;

const DAY_MS = 86_400_000;

/** Drafts last touched before `remindBefore` are due for a reminder, before `lapseBefore` for lapsing. */
export function draftDeadlines(now: Date): { readonly remindBefore: Date; readonly lapseBefore: Date } {
  return {
    remindBefore: new Date(now.getTime() - DRAFT_REMINDER_DAYS * DAY_MS),
    lapseBefore: new Date(now.getTime() - DRAFT_LAPSE_DAYS * DAY_MS),
  };
}
