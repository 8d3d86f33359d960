/** What a link is for. */
export enum InvitationKind {
  /** A member of a school or an enterprise lets a colleague in. */
  COLLEAGUE = 'COLLEAGUE',
  /** A system administrator lets somebody act for a bureau, a school or an enterprise. */
  OFFICER = 'OFFICER',
  /** A system administrator appoints one of the three administrators. */
  ADMINISTRATOR = 'ADMINISTRATOR',
  /** A security administrator lets a user choose a new password. */
  PASSWORD_RESET = 'PASSWORD_RESET',
}

export const INVITATION_KIND_TITLES: Readonly<Record<InvitationKind, string>> = {
  [InvitationKind.COLLEAGUE]: '邀请同事',
  [InvitationKind.OFFICER]: '邀请机构经办人',
  [InvitationKind.ADMINISTRATOR]: '任命管理员',
  [InvitationKind.PASSWORD_RESET]: '重设密码',
};

const HOUR = 60;
const DAY = 24 * HOUR;

/** How long a link counts, in minutes: what the inviter may choose, and what holds when they choose nothing. */
export interface InvitationLife {
  readonly min: number;
  readonly max: number;
  readonly usual: number;
}

/** The more a link gives, the shorter it counts; 10 minutes to 7 days in all. */
export const INVITATION_LIFE: Readonly<Record<InvitationKind, InvitationLife>> = {
  [InvitationKind.PASSWORD_RESET]: { min: 10, max: HOUR, usual: 30 },
  [InvitationKind.ADMINISTRATOR]: { min: 10, max: DAY, usual: 2 * HOUR },
  [InvitationKind.COLLEAGUE]: { min: 10, max: DAY, usual: DAY },
  [InvitationKind.OFFICER]: { min: 10, max: 7 * DAY, usual: 7 * DAY },
};
