import { registerTitledEnum } from '@sxbq/platform/graphql';
import { COMMITTEE_AFFILIATION_TITLES, CommitteeAffiliation } from '../domain/committee-affiliation';
import { INDICATOR_TITLES, IndicatorCode } from '../domain/indicator-code';
import { COMMITTEE_MEMBER_SORT_TITLES, CommitteeMemberSort, QUOTA_SORT_TITLES, QuotaSort } from '../domain/policy-sort';

registerTitledEnum(IndicatorCode, 'IndicatorCode', '考核指标', INDICATOR_TITLES);
registerTitledEnum(CommitteeAffiliation, 'CommitteeAffiliation', '机构成员的身份', COMMITTEE_AFFILIATION_TITLES);
registerTitledEnum(QuotaSort, 'QuotaSort', '指标列表的顺序', QUOTA_SORT_TITLES);
registerTitledEnum(CommitteeMemberSort, 'CommitteeMemberSort', '机构成员列表的顺序', COMMITTEE_MEMBER_SORT_TITLES);
