import { registerTitledEnum } from '@sxbq/platform/graphql';
import {
  APPLICATION_ORIGIN_TITLES,
  APPLICATION_STATUS_TITLES,
  ApplicationOrigin,
  ApplicationStatus,
  ChoiceSide,
} from '../domain/application-status';
import { CONTRACT_KIND_TITLES, ContractKind } from '../domain/contract-kind';
import { RELATED_BASIS_TITLES, RelatedBasis } from '../domain/related-basis';

registerTitledEnum(ApplicationStatus, 'ApplicationStatus', '应聘或邀请的状态', APPLICATION_STATUS_TITLES);
registerTitledEnum(ApplicationOrigin, 'ApplicationOrigin', '由谁发起', APPLICATION_ORIGIN_TITLES);
registerTitledEnum(ContractKind, 'ContractKind', '就业凭据', CONTRACT_KIND_TITLES);
registerTitledEnum(RelatedBasis, 'RelatedBasis', '对口的依据', RELATED_BASIS_TITLES);
registerTitledEnum(ChoiceSide, 'ChoiceSide', '双向选择的一方', {
  [ChoiceSide.GRADUATE]: '毕业生',
  [ChoiceSide.ENTERPRISE]: '企业',
});
