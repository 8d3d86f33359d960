import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { accessProviders } from './access/access.providers';
import { PermissionGuard } from './access/permission.guard';
import { accountProviders, accountServices } from './accounts.providers';
import './identity.permissions';
import { AccessProposal } from './persistence/access-proposal.entity';
import { Invitation } from './persistence/invitation.entity';
import { MachineClientKey } from './persistence/machine-client-key.entity';
import { MachineClient } from './persistence/machine-client.entity';
import { Membership } from './persistence/membership.entity';
import { Organisation } from './persistence/organisation.entity';
import { PasswordHistory } from './persistence/password-history.entity';
import { TotpCredential } from './persistence/totp-credential.entity';
import { RecoveryCode } from './persistence/recovery-code.entity';
import { Passkey } from './persistence/passkey.entity';
import { SignInOrigin } from './persistence/sign-in-origin.entity';
import { SingleSignOnLink } from './persistence/single-sign-on-link.entity';
import { RevealUse } from './persistence/reveal-use.entity';
import { RolePermissionVersion } from './persistence/role-permission-version.entity';
import { Session } from './persistence/session.entity';
import { StandingNotices } from './persistence/standing-notices';
import { User } from './persistence/user.entity';
import { UserPersonalData } from './persistence/user-personal-data';
import { signInProviders, signInServices } from './sign-in.providers';
import { StepUpGuard } from './step-up/step-up.guard';

const entities = [
  Organisation,
  User,
  Membership,
  AccessProposal,
  Invitation,
  MachineClient,
  MachineClientKey,
  Session,
  PasswordHistory,
  TotpCredential,
  RecoveryCode,
  Passkey,
  SignInOrigin,
  SingleSignOnLink,
  RolePermissionVersion,
  RevealUse,
];

/**
 * Users, organisations, sessions; and the guard that stands before every entrance of the process it is part of, with
 * the audit that lets no undeclared entrance start.
 */
@Global()
@Module({
  imports: [AuditModule, DiscoveryModule, TypeOrmModule.forFeature(entities)],
  providers: [
    { provide: APP_GUARD, useClass: PermissionGuard },
    { provide: APP_GUARD, useClass: StepUpGuard },
    ...accessProviders,
    ...accountProviders,
    UserPersonalData,
    StandingNotices,
    ...signInProviders,
  ],
  exports: [...accessProviders, ...accountServices, ...signInServices],
})
export class IdentityModule {}
