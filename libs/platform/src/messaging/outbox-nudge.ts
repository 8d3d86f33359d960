/** Topic that tells the relay that committed events wait. */
export const OUTBOX_NUDGE = 'outbox-nudge';
