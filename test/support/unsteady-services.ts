import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where servers live although an ordinary user's PATH does not say so. */
const PROGRAMS = `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin`;

/** A door in front of the database's socket: closed, the database is away for whoever comes through it. */
export class DatabaseDoor {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'sxbq-door-'));
  private readonly passing = new Set<net.Socket>();
  private server: net.Server | undefined;

  private constructor(private readonly target: net.NetConnectOpts) {}

  static async before(databaseUrl: string): Promise<DatabaseDoor> {
    const { hostname, port, searchParams } = new URL(databaseUrl);
    const socket = searchParams.get('socketPath');
    const door = new DatabaseDoor(socket ? { path: socket } : { host: hostname, port: Number(port || 3306) });
    await door.open();
    return door;
  }

  /** The same account and database, through the door. */
  through(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    url.searchParams.set('socketPath', this.socket);
    return url.toString();
  }

  async open(): Promise<void> {
    this.server = net.createServer((client) => {
      const behind = net.connect(this.target);
      for (const [one, other] of [
        [client, behind],
        [behind, client],
      ] as const) {
        this.passing.add(one);
        one.on('error', () => other.destroy());
        one.once('close', () => {
          this.passing.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
    this.server.listen(this.socket);
    await once(this.server, 'listening');
  }

  /** Ends every connection, in the middle of whatever it does. */
  cut(): void {
    for (const socket of this.passing) socket.destroy();
  }

  /** Nobody gets in, and who is in is thrown out. */
  async shut(): Promise<void> {
    const closed = this.server ? once(this.server, 'close') : Promise.resolve();
    this.server?.close();
    this.cut();
    await closed;
    this.server = undefined;
  }

  async remove(): Promise<void> {
    if (this.server) await this.shut();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get socket(): string {
    return path.join(this.folder, 'db.sock');
  }
}

/** A Redis of its own that writes an append-only file, as the product's does: it may be killed and put back in time. */
export class UnsteadyRedis {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'sxbq-redis-'));
  private process: ChildProcess | undefined;

  static async start(): Promise<UnsteadyRedis> {
    const redis = new UnsteadyRedis();
    await redis.run();
    return redis;
  }

  get url(): string {
    return `unix://${this.socket}`;
  }

  /** What is in the file now, to be put back later. */
  remember(): () => void {
    const kept = mkdtempSync(path.join(os.tmpdir(), 'sxbq-aof-'));
    cpSync(this.data, kept, { recursive: true });
    return () => {
      rmSync(this.data, { recursive: true, force: true });
      cpSync(kept, this.data, { recursive: true });
      rmSync(kept, { recursive: true, force: true });
    };
  }

  /** Dies, and comes back with what `meanwhile` leaves in its file. */
  async killed(meanwhile: () => void | Promise<void> = () => undefined): Promise<void> {
    await this.kill();
    await meanwhile();
    await this.run();
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async run(): Promise<void> {
    const settings = ['--port', '0', '--unixsocket', this.socket, '--dir', this.folder, '--save', ''];
    const durable = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'];
    this.process = spawn('redis-server', [...settings, ...durable], {
      stdio: 'ignore',
      env: { ...process.env, PATH: PROGRAMS },
    });
    this.process.once('error', () => undefined);
    for (let tries = 0; !(await this.answers()); tries++) {
      if (tries > 500) throw new Error('the Redis of the test does not answer');
      await sleep(20);
    }
  }

  private async kill(): Promise<void> {
    const ending = this.process;
    this.process = undefined;
    if (!ending || ending.exitCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGKILL');
    await ended;
  }

  private answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const connection = net.connect(this.socket, () => connection.write('PING\r\n'));
      connection.setTimeout(1_000, () => connection.destroy());
      connection.once('error', () => resolve(false));
      connection.once('close', () => resolve(false));
      connection.once('data', (answer) => {
        resolve(answer.toString().startsWith('+PONG'));
        connection.destroy();
      });
    });
  }

  private get socket(): string {
    return path.join(this.folder, 'redis.sock');
  }

  private get data(): string {
    return path.join(this.folder, 'appendonlydir');
  }
}
