import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DomainError, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { createLogger, loadConfig, NestLogger, newRequestContext, runInContext } from '@sxbq/platform';
import { CommanderError } from 'commander';
import { CliModule } from './cli.module';
import { CommandContext } from './command-context';
import { buildProgram } from './program';

const context: CommandContext = {
  async withServices(work) {
    const config = loadConfig({ LOG_LEVEL: 'error', ...process.env });
    const logger = createLogger(config, 'cli');
    const services = await NestFactory.createApplicationContext(CliModule.forRoot(config, logger), {
      logger: new NestLogger(logger),
      abortOnError: false,
    });
    try {
      return await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () => work(services));
    } finally {
      await services.close();
    }
  },
  print: (line) => void process.stdout.write(`${line}\n`),
  explain: (line) => void process.stderr.write(`${line}\n`),
};

async function main(): Promise<void> {
  try {
    await buildProgram(context).parseAsync(process.argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** 2 for what the user can mend, 1 for anything else. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof DomainError) {
    context.explain(`错误 ${error.code}：${error.message}`);
    return 2;
  }
  context.explain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

void main();
