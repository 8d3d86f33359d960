import { CalendarDate } from '@sxbq/kernel';

/** Ways in which the audit is not what was sealed. */
export enum BreachKind {
  ENTRY_CHANGED = 'ENTRY_CHANGED',
  ENTRY_DELETED = 'ENTRY_DELETED',
  ENTRY_INSERTED = 'ENTRY_INSERTED',
  ENTRIES_REORDERED = 'ENTRIES_REORDERED',
  LINK_DELETED = 'LINK_DELETED',
  LINK_INSERTED = 'LINK_INSERTED',
  CHAIN_REWRITTEN = 'CHAIN_REWRITTEN',
  HEAD_MISSING = 'HEAD_MISSING',
  HEAD_CHANGED = 'HEAD_CHANGED',
  HEAD_SIGNATURE_WRONG = 'HEAD_SIGNATURE_WRONG',
  HEAD_KEY_UNKNOWN = 'HEAD_KEY_UNKNOWN',
}

export const BREACH_TITLES: Readonly<Record<BreachKind, string>> = {
  [BreachKind.ENTRY_CHANGED]: '记录被改动',
  [BreachKind.ENTRY_DELETED]: '记录被删除',
  [BreachKind.ENTRY_INSERTED]: '有未经封存插入的记录',
  [BreachKind.ENTRIES_REORDERED]: '记录的先后被调换',
  [BreachKind.LINK_DELETED]: '链中缺少一环',
  [BreachKind.LINK_INSERTED]: '当日封存后链中又添了一环',
  [BreachKind.CHAIN_REWRITTEN]: '链被重写，与已签名的链头不符',
  [BreachKind.HEAD_MISSING]: '缺少链头',
  [BreachKind.HEAD_CHANGED]: '链头不衔接或与留存的不同',
  [BreachKind.HEAD_SIGNATURE_WRONG]: '链头的签名不正确',
  [BreachKind.HEAD_KEY_UNKNOWN]: '没有核验链头所用的公钥',
};

/** The first place where the audit is broken; what does not apply is null. */
export interface Breach {
  readonly kind: BreachKind;
  /** Day of the chain; of an entry outside of every chain, the day on which it claims to have happened. */
  readonly day: CalendarDate | null;
  readonly position: number | null;
  readonly entryId: string | null;
  readonly headNumber: number | null;
}

export function breachOf(kind: BreachKind, where: Partial<Omit<Breach, 'kind'>>): Breach {
  return { kind, day: null, position: null, entryId: null, headNumber: null, ...where };
}

/** One sentence that names the row. */
export function breachText({ kind, day, position, entryId, headNumber }: Breach): string {
  const places = [
    day === null ? '' : `日期 ${day}`,
    position === null ? '' : `链中第 ${position} 环`,
    entryId === null ? '' : `记录编号 ${entryId}`,
    headNumber === null ? '' : `链头 ${headNumber}`,
  ];
  return `${BREACH_TITLES[kind]}：${places.filter((place) => place !== '').join('，')}`;
}
