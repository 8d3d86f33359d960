import { DomainError, SystemClock } from '@sxbq/kernel';
import { Command } from 'commander';
import { resolve } from 'node:path';
import { CommandContext } from '../command-context';
import { DEFAULT_SAMPLE_SEED, EXPECTED_FILE, writeSampleCity } from '../sample-city/sample-city';
import { sampleReferenceDate } from '../sample-city/timeline';

interface SampleOptions {
  readonly out: string;
  readonly asOf?: string;
  readonly seed: string;
}

/** `sample --out DIR [--as-of D] [--seed N]`: write the ledgers of the fictional city. Needs no database. */
export function registerSampleCommand(program: Command, context: CommandContext): void {
  program
    .command('sample')
    .description('生成虚构的示例市台账（工作簿和 CSV）以及应得的结论')
    .requiredOption('--out <目录>', '写到哪个目录，没有则新建')
    .option('--as-of <日期>', '参考日期，3 月 1 日至 12 月 31 日；默认今天（年初为上年 12 月 31 日）')
    .option('--seed <整数>', '随机种子；种子和日期相同，文件逐字节相同', String(DEFAULT_SAMPLE_SEED))
    .action(async (options: SampleOptions) => {
      const asOf = options.asOf ?? sampleReferenceDate(new SystemClock().today());
      const directory = resolve(options.out);
      const { files } = await writeSampleCity(directory, { asOf, seed: seedOf(options.seed) });
      files.forEach((name) => context.print(resolve(directory, name)));
      context.explain(
        `示例市台账 ${files.length} 个文件已写入 ${directory}，参考日期 ${asOf}；应得结论见 ${EXPECTED_FILE}。`,
      );
    });
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (/^\d{1,10}$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new DomainError(
    'BAD_INPUT',
    'SAMPLE_SEED_MALFORMED',
    `随机种子应为 0 到 9999999999 的整数，现为“${text.slice(0, 20)}”。`,
  );
}
