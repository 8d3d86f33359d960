import { registerTitledEnum } from '@sxbq/platform/graphql';
import {
  ACCESS_PROPOSAL_KIND_TITLES,
  ACCESS_PROPOSAL_STATE_TITLES,
  AccessProposalKind,
  AccessProposalState,
} from '../domain/access-proposal';
import { INVITATION_KIND_TITLES, InvitationKind } from '../domain/invitation-kind';
import { INVITATION_STATE_TITLES, InvitationState } from '../domain/invitation-state';
import { ORGANISATION_SORT_TITLES, OrganisationSort } from '../domain/organisation-sort';
import { USER_SORT_TITLES, UserSort } from '../domain/user-sort';
import './identity.types';

registerTitledEnum(OrganisationSort, 'OrganisationSort', '机构列表的顺序', ORGANISATION_SORT_TITLES);
registerTitledEnum(UserSort, 'UserSort', '用户列表的顺序', USER_SORT_TITLES);
registerTitledEnum(InvitationKind, 'InvitationKind', '邀请链接的用途', INVITATION_KIND_TITLES);
registerTitledEnum(AccessProposalKind, 'AccessProposalKind', '提请的授权', ACCESS_PROPOSAL_KIND_TITLES);
registerTitledEnum(AccessProposalState, 'AccessProposalState', '提请的状态', ACCESS_PROPOSAL_STATE_TITLES);
registerTitledEnum(InvitationState, 'InvitationState', '邀请链接的状态', INVITATION_STATE_TITLES);
