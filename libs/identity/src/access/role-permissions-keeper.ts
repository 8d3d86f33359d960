import { Inject, Injectable, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { databaseErrorNumber, LOGGER, RedisConnections } from '@sxbq/platform';
import { Logger } from 'pino';
import { RolePermissionRepository } from '../persistence/role-permission.repository';
import { holdNothing, useRolePermissions } from './published-roles';

/** Where a publication is told to every process. */
export const PERMISSIONS_TOPIC = 'permissions-published';

const RELOAD_MS = 60_000;
const RETRY_MS = 1_000;
const NO_SUCH_TABLE = 1146;

/**
 * Keeps the published permissions of this process up to date: told of a publication by Redis, and reading each minute
 * for what it was not told. A process that cannot read them keeps the last it read; one that never could holds nothing.
 */
@Injectable()
export class RolePermissionsKeeper implements OnModuleInit, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();
  private wasRead = false;
  private isStopped = false;

  constructor(
    private readonly versions: RolePermissionRepository,
    private readonly redis: RedisConnections,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.listen();
    await this.reload();
  }

  onApplicationShutdown(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Reads what is in force now, after whatever is being read. Does not throw. */
  reload(): Promise<void> {
    this.reading = this.reading.then(() => this.read());
    return this.reading;
  }

  private async read(): Promise<void> {
    clearTimeout(this.timer);
    try {
      useRolePermissions(await this.versions.inForce());
      this.wasRead = true;
    } catch (error) {
      this.keepLast(error);
    }
    if (!this.isStopped) this.timer = setTimeout(() => void this.reload(), this.wasRead ? RELOAD_MS : RETRY_MS).unref();
  }

  private keepLast(error: unknown): void {
    if (this.isStopped) return;
    // Before the first migration nothing can have been published.
    if (!this.wasRead && databaseErrorNumber(error) === NO_SUCH_TABLE) return useRolePermissions(null);
    this.logger.warn({ error: String(error) }, 'published permissions could not be read');
    if (!this.wasRead) holdNothing();
  }

  private listen(): void {
    const subscriber = this.redis.patient();
    // Whenever the connection comes back too: a publication may have been missed meanwhile.
    subscriber.on('ready', () => void this.reload());
    subscriber.on('message', () => void this.reload());
    subscriber.subscribe(this.redis.key(PERMISSIONS_TOPIC)).catch(() => undefined);
  }
}
