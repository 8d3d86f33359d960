/** An entry is looked over once a year at least: the programme plans by calendar years (domain.md §2). */
export const MAX_VALIDITY_DAYS = 366;
/** Whole yuan a head; beyond it a zero was typed too often. */
export const MAX_PRICE_YUAN = 100_000;
export const MAX_HEADS = 10_000;
