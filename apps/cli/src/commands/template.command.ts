import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { LedgerExportService } from '@sxbq/ledgers';
import { Command } from 'commander';
import { CommandContext } from '../command-context';
import { outputFile } from './output-file';

const DEFAULT_FILE = '台账模板.xlsx';

/** `template [--out FILE]`: the empty workbook with drop-downs and notes. */
export function registerTemplateCommand(program: Command, context: CommandContext): void {
  program
    .command('template')
    .description('写出空白台账：每个工作表一页，带下拉选项和填写说明')
    .option('--out <文件.xlsx>', '写到哪里', DEFAULT_FILE)
    .action(async ({ out }: { out: string }) => {
      await context.withServices(async (services) => {
        const ledgers = services.get(LedgerExportService, { strict: false });
        await ledgers.writeTemplate(SYSTEM_PRINCIPAL, await outputFile(out));
      });
      context.explain(`已写出空白台账：${out}`);
    });
}
