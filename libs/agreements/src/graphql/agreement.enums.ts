import { registerTitledEnum } from '@sxbq/platform/graphql';
import { AGREEMENT_EVENT_KIND_TITLES, AgreementEventKind } from '../domain/agreement-event-kind';
import { AGREEMENT_KIND_TITLES, AgreementKind } from '../domain/agreement-kind';
import { AGREEMENT_SIDE_TITLES, AgreementSide } from '../domain/agreement-side';
import { AGREEMENT_SORT_TITLES, AgreementSort } from '../domain/agreement-sort';
import { AGREEMENT_STATE_TITLES, AGREEMENT_STATES } from '../domain/agreement-state';

registerTitledEnum(AgreementKind, 'AgreementKind', '协议类型', AGREEMENT_KIND_TITLES);
registerTitledEnum(AGREEMENT_STATES, 'AgreementStatus', '协议状态；到期由日期得出', AGREEMENT_STATE_TITLES);
registerTitledEnum(AgreementSide, 'AgreementSide', '协议的一方', AGREEMENT_SIDE_TITLES);
registerTitledEnum(AgreementEventKind, 'AgreementEventKind', '协议经过的事项', AGREEMENT_EVENT_KIND_TITLES);
registerTitledEnum(AgreementSort, 'AgreementSort', '协议列表的顺序', AGREEMENT_SORT_TITLES);
