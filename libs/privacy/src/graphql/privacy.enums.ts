import { registerTitledEnum } from '@sxbq/platform/graphql';
import {
  CONSENT_CATEGORY_TITLES,
  CONSENT_PURPOSE_TITLES,
  CONSENT_RECIPIENT_TITLES,
  ConsentCategory,
  ConsentPurpose,
  ConsentRecipient,
} from '../domain/consent';
import {
  IDENTITY_PROOF_TITLES,
  IdentityProof,
  PERSON_REQUEST_KIND_TITLES,
  PERSON_REQUEST_STATUS_TITLES,
  PersonRequestKind,
  PersonRequestStatus,
  REFUSAL_GROUND_TITLES,
  RefusalGround,
} from '../domain/person-request';

registerTitledEnum(PersonRequestKind, 'PersonRequestKind', '个人信息权利请求的种类', PERSON_REQUEST_KIND_TITLES);
registerTitledEnum(PersonRequestStatus, 'PersonRequestStatus', '请求的状态', PERSON_REQUEST_STATUS_TITLES);
registerTitledEnum(IdentityProof, 'IdentityProof', '身份核验方式', IDENTITY_PROOF_TITLES);
registerTitledEnum(RefusalGround, 'RefusalGround', '拒绝的依据', REFUSAL_GROUND_TITLES);
registerTitledEnum(ConsentRecipient, 'ConsentRecipient', '同意的接收方', CONSENT_RECIPIENT_TITLES);
registerTitledEnum(ConsentPurpose, 'ConsentPurpose', '同意的用途', CONSENT_PURPOSE_TITLES);
registerTitledEnum(ConsentCategory, 'ConsentCategory', '同意包括的信息', CONSENT_CATEGORY_TITLES);
