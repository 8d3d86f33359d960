import { BalanceDimension } from '../domain/balance-dimension';

/** Of whom and what, narrowed step by step; what is left out is not narrowed by. */
export interface BalanceQuery {
  /** Narrows the graduates; a posting is for whoever may take it. */
  readonly graduationYear?: number | null;
  readonly regionPrefix: string;
  readonly occupationCode?: string | null;
  readonly majorName?: string | null;
  readonly grade?: number | null;
}

/** A query with the dimension that it is asked by. */
export interface BalanceRequest extends BalanceQuery {
  readonly dimension: BalanceDimension;
}
