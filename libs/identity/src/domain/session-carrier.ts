/** Where a client keeps its session. */
export enum SessionCarrier {
  TOKEN = 'TOKEN',
  COOKIE = 'COOKIE',
}
