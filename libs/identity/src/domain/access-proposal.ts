import { EntityId } from '@sxbq/kernel';

/** Acts by which somebody comes to more than they have; each takes two administrators of different kinds. */
export enum AccessProposalKind {
  /** A link that lets an officer or an administrator in. */
  INVITATION = 'INVITATION',
  /** A link to a new password. */
  PASSWORD_RESET = 'PASSWORD_RESET',
  /** A system that acts for an organisation which is not the proposer's. */
  MACHINE_CLIENT = 'MACHINE_CLIENT',
  /** A further membership of a user. */
  MEMBERSHIP = 'MEMBERSHIP',
  /** Another role in place of a membership's. */
  ROLE_CHANGE = 'ROLE_CHANGE',
  /** An administrator who lost the second factor enrols anew. */
  SECOND_FACTOR_RESET = 'SECOND_FACTOR_RESET',
}

export const ACCESS_PROPOSAL_KIND_TITLES: Readonly<Record<AccessProposalKind, string>> = {
  [AccessProposalKind.INVITATION]: '邀请经办人或任命管理员',
  [AccessProposalKind.PASSWORD_RESET]: '重设密码',
  [AccessProposalKind.MACHINE_CLIENT]: '为其他单位建立系统接入',
  [AccessProposalKind.MEMBERSHIP]: '增加任职',
  [AccessProposalKind.ROLE_CHANGE]: '变更角色',
  [AccessProposalKind.SECOND_FACTOR_RESET]: '重置管理员的第二因素',
};

export enum AccessProposalState {
  OPEN = 'OPEN',
  CONFIRMED = 'CONFIRMED',
  WITHDRAWN = 'WITHDRAWN',
  EXPIRED = 'EXPIRED',
}

export const ACCESS_PROPOSAL_STATE_TITLES: Readonly<Record<AccessProposalState, string>> = {
  [AccessProposalState.OPEN]: '待确认',
  [AccessProposalState.CONFIRMED]: '已确认',
  [AccessProposalState.WITHDRAWN]: '已撤回',
  [AccessProposalState.EXPIRED]: '已过期',
};

/** What is wanted beside place, role and user; which of it, depends on the kind. */
export interface AccessWish {
  /** Of a link. */
  readonly lifeMinutes?: number | null;
  /** Of another role. */
  readonly membershipId?: EntityId;
  /** Of a membership. */
  readonly regionPrefix?: string | null;
  /** Of a machine client. */
  readonly clientName?: string;
  readonly permissions?: readonly string[];
  readonly networks?: readonly string[];
  readonly lifeDays?: number;
}

const DAY_MS = 86_400_000;

/** Who does not confirm within a week is asked anew. */
export function proposalExpiry(proposedAt: Date): Date {
  return new Date(proposedAt.getTime() + 7 * DAY_MS);
}

interface Fate {
  readonly confirmedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly expiresAt: Date;
}

export function accessProposalStateOf({ confirmedAt, withdrawnAt, expiresAt }: Fate, now: Date): AccessProposalState {
  if (confirmedAt) return AccessProposalState.CONFIRMED;
  if (withdrawnAt) return AccessProposalState.WITHDRAWN;
  return expiresAt > now ? AccessProposalState.OPEN : AccessProposalState.EXPIRED;
}
