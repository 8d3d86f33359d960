import { DomainError } from '@sxbq/kernel';

/** Ids only: no name and no contact data goes into an error. */
const refused = (code: string, message: string, details: Record<string, unknown> = {}): DomainError =>
  new DomainError('BAD_INPUT', code, message, details);

export const roundEmpty = (): DomainError =>
  refused('ROUND_EMPTY', '本轮没有参加的毕业生或岗位，无法撮合。请先确认报名名单。');

export const roundTooLarge = (count: number, limit: number): DomainError =>
  refused('ROUND_TOO_LARGE', `本轮参加者 ${count} 个，超过上限 ${limit}。请分批举行。`, { count, limit });

export const participantIdInvalid = (): DomainError =>
  refused('PARTICIPANT_ID_INVALID', '参加者编号应为 1 以上的整数，请核对名单。');

export const graduateTwice = (graduateId: number): DomainError =>
  refused('GRADUATE_TWICE', `毕业生 ${graduateId} 在名单中出现了两次，请只保留一条。`, { graduateId });

export const postingTwice = (postingId: number): DomainError =>
  refused('POSTING_TWICE', `岗位 ${postingId} 在名单中出现了两次，请只保留一条。`, { postingId });

export const capacityInvalid = (postingId: number, capacity: number): DomainError =>
  refused('CAPACITY_INVALID', `岗位 ${postingId} 的名额为 ${capacity}，应不少于 1。请更正名额或撤下该岗位。`, {
    postingId,
    capacity,
  });

export const graduateUnknown = (graduateId: number): DomainError =>
  refused('GRADUATE_UNKNOWN', `毕业生 ${graduateId} 不在本轮名单中，请先报名或删除其志愿和排序。`, { graduateId });

export const postingUnknown = (postingId: number): DomainError =>
  refused('POSTING_UNKNOWN', `岗位 ${postingId} 不在本轮名单中（可能已关闭），请先报名或删除相关志愿和排序。`, {
    postingId,
  });

export const rankInvalid = (graduateId: number, postingId: number): DomainError =>
  refused('RANK_INVALID', `毕业生 ${graduateId} 与岗位 ${postingId} 之间的名次应从 1 起，请更正。`, {
    graduateId,
    postingId,
  });

export const rankTwice = (graduateId: number, rank: number): DomainError =>
  refused('RANK_TWICE', `毕业生 ${graduateId} 有两个第 ${rank} 志愿，请更正志愿顺序。`, { graduateId, rank });

export const wishTwice = (graduateId: number, postingId: number): DomainError =>
  refused('WISH_TWICE', `毕业生 ${graduateId} 把岗位 ${postingId} 填了两次，请只保留一个志愿。`, {
    graduateId,
    postingId,
  });

export const rankingTwice = (graduateId: number, postingId: number): DomainError =>
  refused('RANKING_TWICE', `岗位 ${postingId} 把毕业生 ${graduateId} 排了两次，请只保留一个名次。`, {
    graduateId,
    postingId,
  });

export const scoreTwice = (graduateId: number, postingId: number): DomainError =>
  refused('SCORE_TWICE', `毕业生 ${graduateId} 与岗位 ${postingId} 有两个得分，请重新计算得分。`, {
    graduateId,
    postingId,
  });

export const scoreInvalid = (graduateId: number, postingId: number, highest: number): DomainError =>
  refused('SCORE_INVALID', `毕业生 ${graduateId} 与岗位 ${postingId} 的得分应在 0 至 ${highest} 之间。`, {
    graduateId,
    postingId,
  });

export const weightsInvalid = (paths: readonly string[]): DomainError =>
  refused(
    'SCORE_WEIGHTS_INVALID',
    `评分权重不正确，请检查：${paths.join('、')}。各项权重为不小于 0 的整数，合计 100。`,
    { paths },
  );
