import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { EntityManager } from 'typeorm';
import { OutboxEvent } from './outbox-event.entity';

/** Appends events in the business transaction; nothing is sent unless that commits. */
@Injectable()
export class Outbox {
  private readonly touched = new WeakSet<EntityManager>();

  constructor(private readonly clock: Clock) {}

  /** `payload` holds ids and codes only, never personal data. */
  async append(tx: EntityManager, type: string, payload: object): Promise<void> {
    await tx.insert(OutboxEvent, { type, payload: payload as never, occurredAt: this.clock.now() });
    this.touched.add(tx);
  }

  /** True when the transaction appended events, so that the relay can be told once it has committed. */
  hasEventsOf(tx: EntityManager): boolean {
    return this.touched.has(tx);
  }
}
