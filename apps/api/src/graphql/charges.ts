import { CallKind } from '@sxbq/platform';

/** Each of these costs as much as a small request: characters of a document not seen lately, which is examined; */
const CHARACTERS_A_POINT = 250;
/** values in variables, which are read several times; */
const VALUES_A_POINT = 100;
/** the estimated cost (limits.ts). */
const COST_A_POINT = 50;

export const documentPoints = (characters: number): number => Math.floor(characters / CHARACTERS_A_POINT);
export const valuePoints = (values: number): number => Math.floor(values / VALUES_A_POINT);
/** Beside the point that every request has cost already. */
export const operationPoints = (cost: number): number => Math.floor(cost / COST_A_POINT);

/** What requests of somebody known count as, and those of strangers. */
export const requestKind = (principal: object | null | undefined): CallKind =>
  principal ? CallKind.REQUEST : CallKind.STRANGER;
