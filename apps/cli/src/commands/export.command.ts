import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { LedgerExportService } from '@sxbq/ledgers';
import { Command } from 'commander';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { CommandContext } from '../command-context';
import { outputFile, outputFolder } from './output-file';

interface ExportOptions {
  readonly out?: string;
  readonly csv?: string;
}

const DEFAULT_FILE = '台账.xlsx';

/** `export [--out FILE.xlsx] [--csv DIR]`: every ledger sheet, in the format that `import` takes. */
export function registerExportCommand(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('导出全部台账；含完整证件号码和电话，请妥善保管')
    .option('--out <文件.xlsx>', `写成一个工作簿；与 --csv 都不给出时写到 ${DEFAULT_FILE}`)
    .option('--csv <目录>', '每个工作表写成一个 CSV（UTF-8，带 BOM）')
    .action(async ({ out, csv }: ExportOptions) => {
      await context.withServices(async (services) => {
        const ledgers = services.get(LedgerExportService, { strict: false });
        const file = out ?? (csv === undefined ? DEFAULT_FILE : undefined);
        if (file !== undefined) {
          await ledgers.writeWorkbook(SYSTEM_PRINCIPAL, await outputFile(file));
          context.explain(`已导出到 ${file}`);
        }
        if (csv === undefined) return;
        const folder = await outputFolder(csv);
        await ledgers.writeCsvs(SYSTEM_PRINCIPAL, (sheet) => createWriteStream(path.join(folder, `${sheet}.csv`)));
        context.explain(`已导出到目录 ${csv}`);
      });
    });
}
