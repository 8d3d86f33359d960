import { DomainError } from '@sxbq/kernel';
import { Command, CommanderError } from 'commander';
import { registerVerifyCommand } from './commands/verify.command';

/**
 * The verifier as a program of its own: no services, no database, no framework, so that anybody can read what it does and
 * run it on a machine that has nothing to do with the platform.
 */
async function main(): Promise<void> {
  const program = new Command('sxbq').description('十校百企排名核验').exitOverride();
  registerVerifyCommand(program, { print: (line) => void process.stdout.write(`${line}\n`) });
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** 2 for whatever keeps the bundle from being judged; 1 says that it was judged, and differs. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const known = error instanceof DomainError;
  process.stderr.write(
    known ? `错误 ${error.code}：${error.message}\n` : `${String((error as Error).stack ?? error)}\n`,
  );
  return 2;
}

void main();
