import { Provider } from '@nestjs/common';
import { Authenticator } from './access/authenticator';
import { IdentitiesService } from './accounts/identities.service';
import { MembershipsService } from './accounts/memberships.service';
import { OrganisationRegisters } from './accounts/organisation-registers';
import { OrganisationsService } from './accounts/organisations.service';
import { Requesters } from './accounts/requesters.service';
import { UsersService } from './accounts/users.service';
import { InvitationAcceptanceService } from './invitations/invitation-acceptance.service';
import { InvitationsService } from './invitations/invitations.service';
import { ClientAuthenticator } from './machine-clients/client-authenticator';
import { MachineClientsService } from './machine-clients/machine-clients.service';
import { AccessProposalRepository } from './persistence/access-proposal.repository';
import { InvitationRepository } from './persistence/invitation.repository';
import { MachineClientRepository } from './persistence/machine-client.repository';
import { MembershipRepository } from './persistence/membership.repository';
import { OrganisationRepository } from './persistence/organisation.repository';
import { PeopleRepository } from './persistence/people.repository';
import { UserRepository } from './persistence/user.repository';
import { AccessConfirmationService } from './two-people/access-confirmation.service';
import { AccessProposalsService } from './two-people/access-proposals.service';
import { PeopleService } from './two-people/people.service';

/** What IdentityModule offers of organisations, users, invitations and machine clients. */
export const accountServices = [
  OrganisationRegisters,
  OrganisationsService,
  UsersService,
  MembershipsService,
  IdentitiesService,
  InvitationsService,
  InvitationAcceptanceService,
  MachineClientsService,
  PeopleService,
  AccessProposalsService,
  AccessConfirmationService,
  Requesters,
  Authenticator,
] satisfies Provider[];

/** All of them. */
export const accountProviders: Provider[] = [
  ...accountServices,
  OrganisationRepository,
  UserRepository,
  MembershipRepository,
  InvitationRepository,
  MachineClientRepository,
  AccessProposalRepository,
  PeopleRepository,
  ClientAuthenticator,
];
