import { Injectable } from '@nestjs/common';
import { EntityId, Principal } from '@sxbq/kernel';

/** A masked field that may be shown in clear, one object at a time. */
export interface Revealable {
  /** GraphQL name of the type. */
  readonly objectType: string;
  readonly field: string;
  /** What reading the object itself asks for. */
  readonly permission: string;
  /**
   * The clear value within the principal's row scope; null when none is kept. Throws the lib's own not-found error
   * when there is no such object or the principal does not see it.
   */
  readonly read: (principal: Principal, id: EntityId) => Promise<string | null>;
}

/** What may be revealed; each lib registers its own when its module starts. */
@Injectable()
export class RevealRegistry {
  private readonly entries = new Map<string, Revealable>();

  register(entry: Revealable): void {
    const key = keyOf(entry.objectType, entry.field);
    if (this.entries.has(key)) throw new Error(`'${key}' is registered twice as revealable`);
    this.entries.set(key, entry);
  }

  find(objectType: string, field: string): Revealable | null {
    return this.entries.get(keyOf(objectType, field)) ?? null;
  }

  /** 'Trainee.idNumber', sorted. */
  names(): string[] {
    return [...this.entries.keys()].sort();
  }
}

function keyOf(objectType: string, field: string): string {
  return `${objectType}.${field}`;
}
