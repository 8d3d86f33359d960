import { registerTitledEnum } from '@sxbq/platform/graphql';
import {
  MATCH_STATUS_TITLES,
  MatchStatus,
  PARTICIPATION_STATUS_TITLES,
  ParticipationStatus,
  PASS_STATUS_TITLES,
  PassStatus,
  ROUND_STATUS_TITLES,
  RoundStatus,
} from '../domain/round-status';

registerTitledEnum(RoundStatus, 'RoundStatus', '双选会的状态', ROUND_STATUS_TITLES);
registerTitledEnum(ParticipationStatus, 'ParticipationStatus', '报名的状态', PARTICIPATION_STATUS_TITLES);
registerTitledEnum(MatchStatus, 'MatchStatus', '撮合结果的状态', MATCH_STATUS_TITLES);
registerTitledEnum(PassStatus, 'PassStatus', '一轮撮合的状态', PASS_STATUS_TITLES);
