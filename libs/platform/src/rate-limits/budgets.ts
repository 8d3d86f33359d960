import { CallKind } from './call-kind';

export interface Budget {
  /** Calls in `seconds`, for each caller; a request that costs much counts as several. */
  readonly calls: number;
  readonly seconds: number;
}

export type CountedKind = Exclude<CallKind, CallKind.FREE>;

interface Counting {
  /** NOW: in Redis before the call runs. SOON: in this process, which tells Redis within a second. */
  readonly when: 'NOW' | 'SOON';
  /** While Redis is away: this process counts alone, or every call is refused. */
  readonly withoutRedis: 'ALONE' | 'REFUSE';
}

/** How each kind is counted. Reads and writes by the thousand must not wait for Redis; guesses at secrets must. */
export const COUNTING: Readonly<Record<CountedKind, Counting>> = {
  REQUEST: { when: 'SOON', withoutRedis: 'ALONE' },
  STRANGER: { when: 'SOON', withoutRedis: 'ALONE' },
  READ: { when: 'SOON', withoutRedis: 'ALONE' },
  WRITE: { when: 'SOON', withoutRedis: 'ALONE' },
  COSTLY: { when: 'NOW', withoutRedis: 'ALONE' },
  SIGN_IN: { when: 'NOW', withoutRedis: 'REFUSE' },
};

const NAMES: Readonly<Record<string, CountedKind>> = {
  request: CallKind.REQUEST,
  stranger: CallKind.STRANGER,
  read: CallKind.READ,
  write: CallKind.WRITE,
  costly: CallKind.COSTLY,
  'sign-in': CallKind.SIGN_IN,
};

export const DEFAULT_BUDGETS =
  'request=6000/60,stranger=600/60,read=6000/60,write=1200/60,costly=120/60,sign-in=600/300';

/** `name=calls/seconds`, separated by commas; kinds left out keep their default. */
export const BUDGETS_PATTERN = new RegExp(
  `^(${Object.keys(NAMES).join('|')})=[1-9]\\d{0,8}/[1-9]\\d{0,5}(,(${Object.keys(NAMES).join('|')})=[1-9]\\d{0,8}/[1-9]\\d{0,5})*$`,
);

/** The budgets of a text that fits BUDGETS_PATTERN. */
export function budgetsOf(text: string): Readonly<Record<CountedKind, Budget>> {
  return { ...parse(DEFAULT_BUDGETS), ...parse(text) } as Record<CountedKind, Budget>;
}

function parse(text: string): Partial<Record<CountedKind, Budget>> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', budget = ''] = part.split('=');
      const [calls, seconds] = budget.split('/').map(Number);
      return [NAMES[name], { calls, seconds }];
    }),
  ) as Partial<Record<CountedKind, Budget>>;
}
