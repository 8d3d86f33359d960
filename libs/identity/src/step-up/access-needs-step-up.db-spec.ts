import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { startAccountsGraphql } from '../../../../test/support/accounts-graphql';
import { GraphqlServices } from '../../../../test/support/graphql-services';
import { entranceOf } from '../access/handler-kind';
import { PermissionAudit } from '../index';
import { REQUIRED_STEP_UP } from './require-step-up.decorator';

/**
 * What makes access that outlasts the session it was asked in: an open session alone must not become an account, a role,
 * a key or a new way to sign in.
 */
const HANDS_OUT_ACCESS = [
  'activateMachineClient',
  'addMembership',
  'changeRole',
  'confirmAccess',
  'confirmSingleSignOnLink',
  'createMachineClient',
  'createOrganisation',
  'enableOrganisation',
  'enableUser',
  'inviteColleague',
  'inviteOfficer',
  'linkSingleSignOn',
  'narrowMember',
  'proposeSecondFactorReset',
  'publishPermissions',
  'regenerateRecoveryCodes',
  'removePasskey',
  'removeTotp',
  'resendInvitation',
  'resetSecondFactor',
  'rotateMachineClientKey',
  'sendPasswordReset',
];

/** They ask for a renewed proof themselves, and only of who is signed in: one who signs in has just given one. */
const ASKS_IN_THE_SERVICE = [
  'beginPasskeyRegistration',
  'beginTotpEnrolment',
  'changeOwnPassword',
  'confirmTotpEnrolment',
  'finishPasskeyRegistration',
];

/** They begin or end what one has, take something away, or need a proof of their own. */
const HANDS_OUT_NONE = [
  'acceptInvitation',
  'beginPasskeySignIn',
  'beginStepUp',
  'choosePassword',
  'disableOrganisation',
  'disableUser',
  'draftPermissions',
  'endSession',
  'endUserSession',
  'endUserSessions',
  'finishPasskeySignIn',
  'removeMembership',
  'renameOrganisation',
  'renamePasskey',
  'revealPersonalData',
  'revokeInvitation',
  'revokeMachineClient',
  'signIn',
  'signOut',
  'stepUp',
  'switchMembership',
  'unlinkSingleSignOn',
  'verifySecondFactor',
  'withdrawAccess',
];

describe('operations that hand out access', () => {
  let services: GraphqlServices;
  /** Mutations of identity and permissions, with whether they ask for a step-up. */
  const mutations = new Map<string, boolean>();

  beforeAll(async () => {
    services = await startAccountsGraphql();
    const access = new Map(
      services.app
        .get(PermissionAudit)
        .operations()
        .map((found) => [found.name, found]),
    );
    const scanner = new MetadataScanner();
    for (const { metatype } of services.app.get(DiscoveryService, { strict: false }).getProviders()) {
      const prototype = typeof metatype === 'function' ? (metatype.prototype as Record<string, () => unknown>) : null;
      for (const name of prototype ? scanner.getAllMethodNames(prototype) : []) {
        const handler = prototype?.[name] as () => unknown;
        const entrance = entranceOf(handler, metatype as never);
        if (entrance?.kind !== 'Mutation') continue;
        const permission = access.get(entrance.name)?.permission ?? 'identity.public';
        if (!/^(identity|permissions)\./.test(permission)) continue;
        mutations.set(entrance.name, Reflect.getMetadata(REQUIRED_STEP_UP, handler) === true);
      }
    }
  });
  afterAll(() => services.close());

  it('are known: every mutation about accounts is in one of the lists, and each list names what is there', () => {
    expect([...mutations.keys()].sort()).toEqual(
      [...HANDS_OUT_ACCESS, ...ASKS_IN_THE_SERVICE, ...HANDS_OUT_NONE].sort(),
    );
  });

  it('ask for a step-up, each of them', () => {
    expect(HANDS_OUT_ACCESS.filter((name) => mutations.get(name) !== true)).toEqual([]);
  });
});
