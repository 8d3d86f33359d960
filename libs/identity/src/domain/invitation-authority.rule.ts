import { InvitationKind } from './invitation-kind';

/** The permission that lets somebody send a link of the kind, and send it again. */
export const ISSUING_PERMISSION: Readonly<Record<InvitationKind, string>> = {
  [InvitationKind.COLLEAGUE]: 'identity.inviteColleague',
  [InvitationKind.OFFICER]: 'identity.inviteOfficer',
  [InvitationKind.ADMINISTRATOR]: 'identity.inviteOfficer',
  [InvitationKind.PASSWORD_RESET]: 'identity.resetPassword',
};

/** Kinds that somebody deals with: those they may send, and whoever lets officers in may call colleagues' links back. */
export function kindsDealtWith(holds: (permission: string) => boolean): InvitationKind[] {
  return Object.values(InvitationKind).filter(
    (kind) =>
      holds(ISSUING_PERMISSION[kind]) ||
      (kind === InvitationKind.COLLEAGUE && holds(ISSUING_PERMISSION[InvitationKind.OFFICER])),
  );
}
