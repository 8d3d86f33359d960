import { Injectable } from '@nestjs/common';

/** Answers why the process is not fit to serve; null when it is. */
export type ReadinessCheck = () => Promise<string | null>;

/** What libs add to /readyz, by name. */
@Injectable()
export class ReadinessChecks {
  private readonly checks = new Map<string, ReadinessCheck>();

  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  all(): readonly (readonly [name: string, check: ReadinessCheck])[] {
    return [...this.checks];
  }
}
