/** What became of a link. */
export enum InvitationState {
  OPEN = 'OPEN',
  USED = 'USED',
  REVOKED = 'REVOKED',
  EXPIRED = 'EXPIRED',
}

export const INVITATION_STATE_TITLES: Readonly<Record<InvitationState, string>> = {
  [InvitationState.OPEN]: '有效',
  [InvitationState.USED]: '已使用',
  [InvitationState.REVOKED]: '已撤销',
  [InvitationState.EXPIRED]: '已过期',
};

interface Fate {
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
}

export function invitationStateOf({ usedAt, revokedAt, expiresAt }: Fate, now: Date): InvitationState {
  if (usedAt) return InvitationState.USED;
  if (revokedAt) return InvitationState.REVOKED;
  return expiresAt > now ? InvitationState.OPEN : InvitationState.EXPIRED;
}
