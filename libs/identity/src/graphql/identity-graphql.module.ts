import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity.module';
import { AccessProposalsResolver } from './access-proposals.resolver';
import { AuditActorsResolver } from './audit-actors.resolver';
import { AuditExportController } from './audit-export.controller';
import { AuditResolver } from './audit.resolver';
import { RevealResolver } from './reveal.resolver';
import { RolePermissionsResolver } from './role-permissions.resolver';
import { InvitationsResolver } from './invitations.resolver';
import { MachineClientsResolver } from './machine-clients.resolver';
import { OrganisationsResolver } from './organisations.resolver';
import { UsersResolver } from './users.resolver';
import { IdentityResolver } from './identity.resolver';
import { PasskeysResolver } from './passkeys.resolver';
import { SecondFactorResolver } from './second-factor.resolver';
import { SignInAdministrationResolver } from './sign-in-administration.resolver';
import { SignInReplies } from './sign-in-replies';
import { SignInResolver } from './sign-in.resolver';
import { SingleSignOnResolver } from './single-sign-on.resolver';
import { SingleSignOnController } from './single-sign-on.controller';

@Module({
  imports: [IdentityModule],
  controllers: [AuditExportController, SingleSignOnController],
  providers: [
    SignInReplies,
    IdentityResolver,
    OrganisationsResolver,
    UsersResolver,
    InvitationsResolver,
    AccessProposalsResolver,
    MachineClientsResolver,
    SignInResolver,
    SecondFactorResolver,
    PasskeysResolver,
    SignInAdministrationResolver,
    SingleSignOnResolver,
    AuditResolver,
    AuditActorsResolver,
    RevealResolver,
    RolePermissionsResolver,
  ],
})
export class IdentityGraphqlModule {}
