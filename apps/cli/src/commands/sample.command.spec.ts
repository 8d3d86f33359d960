import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '@sxbq/kernel';
import { Command } from 'commander';
import type { CommandContext } from '../command-context';
import { registerSampleCommand } from './sample.command';

const context: CommandContext = {
  withServices: () => Promise.reject(new Error('sample needs no services')),
  print: () => undefined,
  explain: () => undefined,
};

async function refusal(...options: string[]): Promise<unknown> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerSampleCommand(program, context);
  return program.parseAsync(['sample', ...options], { from: 'user' }).catch((error: unknown) => error);
}

describe('sxbq sample', () => {
  it.each([
    ['--seed', '1.5', 'SAMPLE_SEED_MALFORMED'],
    ['--seed', '-3', 'SAMPLE_SEED_MALFORMED'],
    ['--as-of', '2026-02-28', 'SAMPLE_REFERENCE_DATE_TOO_EARLY'],
    ['--as-of', '2026-06-31', 'SAMPLE_REFERENCE_DATE_MALFORMED'],
  ])('refuses %s %s and writes nothing', async (option, value, code) => {
    const out = join(tmpdir(), `sxbq-sample-refused-${process.pid}`);
    const error = await refusal('--out', out, option, value);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code });
    expect(existsSync(out)).toBe(false);
  });

  it('asks where to write', async () => {
    expect(await refusal()).toMatchObject({ code: 'commander.missingMandatoryOptionValue' });
  });
});
