import { CalendarDate, shanghaiDate } from './calendar-date';

/** Time comes in by argument: services ask a Clock, tests hand in a fixed one. */
export abstract class Clock {
  /** False for a clock that somebody set: it is not meant to agree with any other. */
  readonly isRunning: boolean = true;

  abstract now(): Date;

  /** Today's calendar date in Asia/Shanghai. */
  today(): CalendarDate {
    return shanghaiDate(this.now());
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

export class FixedClock extends Clock {
  override readonly isRunning = false;

  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return this.instant;
  }

  set(instant: Date): void {
    this.instant = instant;
  }
}
