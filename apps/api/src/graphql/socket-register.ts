import { DomainError } from '@sxbq/kernel';
import { WebSocket } from 'ws';

/** Sockets that have not said who they are, of one network. */
const MAX_STRANGERS = 50;
/** Sockets of one user or machine client, over all their tabs and devices. */
const MAX_OF_CALLER = 20;
/** Subscriptions that one socket follows at a time. */
const MAX_SUBSCRIPTIONS = 20;
/** Sockets of this process. */
const MAX_OPEN = 5_000;
/** What a client may leave unread before it is given up. */
const MAX_UNREAD_BYTES = 1_000_000;
/** Checks in a row that find a socket without a subscription before it is closed. */
const IDLE_CHECKS = 5;

/** Codes a socket is closed with, as graphql-ws has them. */
const CLOSED = { signedOut: 4403, tooMany: 4429, idle: 1000 } as const;

interface Entry {
  /** 'network …' until it is known who it is. */
  caller: string;
  follows: () => number;
  isSignedIn: () => Promise<boolean>;
  idleChecks: number;
}

/** Every open socket of this process, whose it is, and the limits on them (assurance G1). */
export class SocketRegister {
  private readonly open = new Map<WebSocket, Entry>();

  /** Whether one more socket of somebody unknown may be opened from the network. */
  mayOpen(network: string): boolean {
    return this.open.size < MAX_OPEN && this.countOf(network) < MAX_STRANGERS;
  }

  add(socket: WebSocket, network: string): void {
    const unknown = () => Promise.resolve(true);
    this.open.set(socket, { caller: network, follows: () => 1, isSignedIn: unknown, idleChecks: 0 });
    socket.once('close', () => this.open.delete(socket));
  }

  /** Books the socket on who signed in with it; closes it and says false when they have too many. */
  assign(socket: WebSocket, caller: string, checks: Pick<Entry, 'follows' | 'isSignedIn'>): boolean {
    const entry = this.open.get(socket);
    if (!entry) return false;
    if (this.countOf(caller) >= MAX_OF_CALLER) {
      socket.close(CLOSED.tooMany, 'Too many connections');
      return false;
    }
    Object.assign(entry, { caller, ...checks });
    return true;
  }

  /** TOO_MANY_SUBSCRIPTIONS when the socket follows more than it may, the new one included. */
  refusalOf(socket: WebSocket): DomainError | null {
    return (this.open.get(socket)?.follows() ?? 0) > MAX_SUBSCRIPTIONS ? tooManySubscriptions() : null;
  }

  /** Closes sockets that follow nothing for long, whose client does not read, or whose session has ended. */
  async check(): Promise<void> {
    for (const [socket, entry] of this.open) {
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
      entry.idleChecks = entry.follows() > 0 ? 0 : entry.idleChecks + 1;
      if (entry.idleChecks >= IDLE_CHECKS) socket.close(CLOSED.idle, 'Idle');
    }
    await this.checkStanding();
  }

  /** Closes sockets, of one caller or of all, whose session has ended. */
  async checkStanding(caller?: string): Promise<void> {
    const concerned = [...this.open].filter(([, entry]) => caller === undefined || entry.caller === caller);
    await Promise.all(concerned.map(([socket, entry]) => this.checkOne(socket, entry)));
  }

  private async checkOne(socket: WebSocket, entry: Entry): Promise<void> {
    // Unable to ask counts as signed in: an outage of the database is no reason to end everybody's subscriptions.
    if (!(await entry.isSignedIn().catch(() => true))) socket.close(CLOSED.signedOut, 'Signed out');
  }

  private countOf(caller: string): number {
    let count = 0;
    for (const entry of this.open.values()) if (entry.caller === caller) count++;
    return count;
  }
}

const tooManySubscriptions = (): DomainError =>
  new DomainError('BAD_INPUT', 'TOO_MANY_SUBSCRIPTIONS', '同一连接的订阅过多，请先结束不再需要的订阅。');
