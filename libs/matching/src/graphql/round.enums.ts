import { registerTitledEnum } from '@sxbq/platform/graphql';
import { ROUND_LOT_ORIGIN_TITLES, RoundLotOrigin } from '../domain/round-lot';
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

registerTitledEnum(RoundLotOrigin, 'RoundLotOrigin', '抽签种子如何产生', ROUND_LOT_ORIGIN_TITLES);
registerTitledEnum(RoundStatus, 'RoundStatus', '双选会的状态', ROUND_STATUS_TITLES);
registerTitledEnum(ParticipationStatus, 'ParticipationStatus', '报名的状态', PARTICIPATION_STATUS_TITLES);
registerTitledEnum(MatchStatus, 'MatchStatus', '撮合结果的状态', MATCH_STATUS_TITLES);
registerTitledEnum(PassStatus, 'PassStatus', '一轮撮合的状态', PASS_STATUS_TITLES);
