import { defineJob, defineQueue } from '@sxbq/platform';

export interface ErasePerson {
  readonly requestId: number;
}

/** Written to the outbox in the transaction that granted an erasure. */
export const ERASURE_GRANTED = 'privacy.erasure-granted';

const privacy = defineQueue({ queue: 'privacy', title: '个人信息保护', concurrency: 1, lockMs: 60_000 });

export const erasePersonJob = defineJob<ErasePerson>(privacy, {
  name: 'erase-person',
  title: '删除一个人的个人信息',
  attempts: 8,
  backoffMs: 2_000,
  recovery: { by: 'CATCH_UP', job: () => continueErasuresJob },
});

export const continueErasuresJob = defineJob<object>(privacy, {
  name: 'continue-erasures',
  title: '接续中断的删除',
  attempts: 1,
  backoffMs: 1_000,
  recovery: {
    by: 'SCHEDULE',
    because: 'looks at all erasures that were granted and have not ended, every five minutes',
  },
});

export const rotateKeysJob = defineJob<object>(privacy, {
  name: 'rotate-keys',
  title: '以现行密钥和算法重新加密旧值',
  attempts: 3,
  backoffMs: 60_000,
  recovery: { by: 'SCHEDULE', because: 'seals anew whatever is sealed with an older key' },
});

export const applyRetentionJob = defineJob<object>(privacy, {
  name: 'apply-retention',
  title: '按保存期限表删除到期数据',
  attempts: 3,
  backoffMs: 60_000,
  recovery: { by: 'SCHEDULE', because: 'deletes whatever is past its time, whenever it runs' },
});
