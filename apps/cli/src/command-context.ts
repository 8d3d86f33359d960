import { INestApplicationContext } from '@nestjs/common';

/** What a command gets to work with. */
export interface CommandContext {
  /** Runs `work` with the platform's services connected, and closes them afterwards. */
  withServices<T>(work: (services: INestApplicationContext) => Promise<T>): Promise<T>;
  /** A line on standard output: the command's answer. */
  print(line: string): void;
  /** A line on standard error: progress and explanations, so that --json output stays clean. */
  explain(line: string): void;
}
