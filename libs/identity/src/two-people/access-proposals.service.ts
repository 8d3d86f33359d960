import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Page, PageRequest, Principal } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { AccessProposalKind, proposalExpiry } from '../domain/access-proposal';
import { secretHash } from '../domain/opaque-secret';
import { newPairingCode, normalPairingCode } from '../domain/pairing-code';
import { unauthenticated } from '../identity.errors';
import { AccessProposal } from '../persistence/access-proposal.entity';
import { AccessProposalFilter, AccessProposalRepository } from '../persistence/access-proposal.repository';
import { proposalNotFound } from './two-people.errors';

/** What somebody wants to be given; what does not concern the kind is left out. */
export type ProposedAccess = Pick<AccessProposal, 'kind'> &
  Partial<Pick<AccessProposal, 'organisationId' | 'role' | 'userId' | 'note' | 'wish'>>;

export interface MadeProposal {
  readonly proposal: AccessProposal;
  /** Shown this once, to the proposer: the half of the link that will come of it. null for what makes no link. */
  readonly code: string | null;
}

export interface AccessProposalListRequest extends PageRequest {
  readonly filter?: AccessProposalFilter | null;
}

const MAKES_LINK: ReadonlySet<AccessProposalKind> = new Set([
  AccessProposalKind.INVITATION,
  AccessProposalKind.PASSWORD_RESET,
]);

/** Acts that give access wait here for a second administrator. Proposing, confirming, withdrawing are alarms of the audit. */
@Injectable()
export class AccessProposalsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly proposals: AccessProposalRepository,
  ) {}

  /** Newest first; the three administrators see all. */
  list(principal: Principal, request: AccessProposalListRequest): Promise<Page<AccessProposal>> {
    assertPermission(principal, 'identity.readProposals');
    return this.proposals.list(request.filter ?? {}, this.clock.now(), request);
  }

  /** In the transaction of whoever checked what is wanted. Gives nothing yet. */
  async propose(
    tx: Transaction,
    { userId: proposedBy, role }: Principal,
    wanted: ProposedAccess,
  ): Promise<MadeProposal> {
    if (proposedBy === null || role === 'SYSTEM') throw unauthenticated();
    const code = MAKES_LINK.has(wanted.kind) ? newPairingCode() : null;
    const proposedAt = this.clock.now();
    const { kind, organisationId = null, role: wantedRole = null, userId = null, note = null, wish = {} } = wanted;
    const id = await this.proposals.insert(tx, {
      kind,
      organisationId,
      role: wantedRole,
      userId,
      note,
      wish,
      codeHash: code === null ? null : secretHash(normalPairingCode(code) as string),
      proposedBy,
      proposedAs: role,
      proposedAt,
      expiresAt: proposalExpiry(proposedAt),
    });
    await this.audit.record(tx, {
      action: 'identity.proposeAccess',
      objectType: 'AccessProposal',
      objectId: id,
      after: { kind, organisationId, role: wantedRole, userId, ...wish },
    });
    return { proposal: await this.get(tx, id), code };
  }

  /** Any administrator may: it gives nobody anything. ACCESS_PROPOSAL_NOT_FOUND also when it is open no more. */
  async withdraw(principal: Principal, id: EntityId): Promise<AccessProposal> {
    assertPermission(principal, 'identity.confirmAccess');
    const { userId } = principal;
    if (userId === null) throw unauthenticated();
    return this.unitOfWork.run(async (tx) => {
      const withdrawnAt = this.clock.now();
      if (!(await this.proposals.withdraw(tx, id, userId, withdrawnAt))) throw proposalNotFound();
      await this.audit.record(tx, {
        action: 'identity.withdrawAccess',
        objectType: 'AccessProposal',
        objectId: id,
        before: { withdrawnAt: null },
        after: { withdrawnAt },
      });
      return this.get(tx, id);
    });
  }

  private async get(tx: Transaction, id: EntityId): Promise<AccessProposal> {
    const found = await this.proposals.find(tx, id);
    if (!found) throw proposalNotFound();
    return found;
  }
}
