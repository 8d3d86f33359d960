import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal, Role } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { MembershipsService } from '../accounts/memberships.service';
import { AccessProposalKind } from '../domain/access-proposal';
import { unauthenticated } from '../identity.errors';
import { InvitationsService } from '../invitations/invitations.service';
import { MachineClientsService } from '../machine-clients/machine-clients.service';
import { AccessProposal } from '../persistence/access-proposal.entity';
import { AccessProposalRepository } from '../persistence/access-proposal.repository';
import { SignInAdministrationService } from '../sessions/sign-in-administration.service';
import { PeopleService } from './people.service';
import { anotherKindNeeded, proposalAboutYourself, proposalNotFound } from './two-people.errors';

/** What came of a proposal. */
export interface ConfirmedAccess {
  readonly proposal: AccessProposal;
  /** Shown this once, to the confirmer; it opens with the code that the proposer was shown. null for what makes no link. */
  readonly link: string | null;
}

interface Outcome {
  readonly id: EntityId | null;
  readonly link?: string;
}

/** The second administrator, of another kind and another person than the first, lets what was proposed be done. */
@Injectable()
export class AccessConfirmationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly proposals: AccessProposalRepository,
    private readonly people: PeopleService,
    private readonly invitations: InvitationsService,
    private readonly clients: MachineClientsService,
    private readonly memberships: MembershipsService,
    private readonly signIns: SignInAdministrationService,
  ) {}

  /**
   * ACCESS_PROPOSAL_NOT_FOUND also when it is open no more; ANOTHER_ADMINISTRATOR_NEEDED, TWO_PEOPLE_NEEDED,
   * ACCESS_PROPOSAL_ABOUT_YOURSELF; and what the act itself refuses by now.
   */
  async confirm(principal: Principal, id: EntityId): Promise<ConfirmedAccess> {
    assertPermission(principal, 'identity.confirmAccess');
    const { userId, role } = principal;
    if (userId === null || role === 'SYSTEM') throw unauthenticated();
    return this.unitOfWork.run(async (tx) => {
      const confirmedAt = this.clock.now();
      const proposal = await this.proposals.lockOpen(tx, id, confirmedAt);
      if (!proposal) throw proposalNotFound();
      await this.assertSecond(tx, proposal, userId, role);
      const { id: outcomeId, link = null } = await this.carryOut(tx, proposal, userId);
      const confirmation = { confirmedBy: userId, confirmedAs: role, confirmedAt };
      await this.proposals.confirm(tx, id, { ...confirmation, outcomeId });
      await this.audit.record(tx, {
        action: 'identity.confirmAccess',
        objectType: 'AccessProposal',
        objectId: id,
        before: { confirmedAt: null },
        after: { confirmedAt },
        details: { kind: proposal.kind, proposedBy: proposal.proposedBy, outcomeId },
      });
      return { proposal: { ...proposal, ...confirmation, outcomeId }, link };
    });
  }

  private async assertSecond(tx: Transaction, proposal: AccessProposal, userId: EntityId, role: Role): Promise<void> {
    await this.people.assertTwo(tx, proposal.proposedBy, userId);
    if (proposal.proposedAs === role) throw anotherKindNeeded(role);
    if (proposal.userId !== null) await this.people.assertOther(tx, userId, proposal.userId, proposalAboutYourself);
  }

  private async carryOut(tx: Transaction, proposal: AccessProposal, confirmedBy: EntityId): Promise<Outcome> {
    switch (proposal.kind) {
      case AccessProposalKind.INVITATION:
      case AccessProposalKind.PASSWORD_RESET: {
        const { invitation, link } = await this.invitations.issueConfirmed(tx, proposal, confirmedBy);
        return { id: invitation.id, link };
      }
      case AccessProposalKind.MACHINE_CLIENT:
        return { id: await this.clients.makeConfirmed(tx, proposal) };
      case AccessProposalKind.MEMBERSHIP:
        return { id: await this.memberships.giveConfirmed(tx, proposal) };
      case AccessProposalKind.ROLE_CHANGE:
        return { id: await this.memberships.changeConfirmed(tx, proposal) };
      case AccessProposalKind.SECOND_FACTOR_RESET:
        await this.signIns.resetConfirmed(tx, proposal);
        return { id: null };
    }
  }
}
