import { INestApplicationContext } from '@nestjs/common';
import { DomainError, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import {
  DEFAULT_WORKBOOK_LIMITS,
  GivenFile,
  IMPORT_STATUS_TITLES,
  ImportMode,
  ImportStatus,
  ImportCounts,
  ImportWarning,
  LedgerError,
  LedgerFilesService,
  LedgerImportService,
  totalOf,
  uploadTooLarge,
} from '@sxbq/ledgers';
import { Command } from 'commander';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CommandContext } from '../command-context';
import { outputFile } from './output-file';
import { countsTable, errorTable, warningLines } from './ledger-report';

interface ImportOptions {
  readonly partial?: boolean;
  readonly json?: boolean;
  readonly errors?: string;
}

/** What --json prints. */
interface Outcome {
  readonly status: ImportStatus;
  readonly counts: ImportCounts;
  readonly errors: readonly LedgerError[];
  readonly errorCount: number;
  readonly warnings: readonly ImportWarning[];
  readonly importId: number | null;
}

const REFUSED_EXIT_CODE = 2;
const PROGRESS_MS = 2_000;
const MIB = 1024 * 1024;

/** `import FILE… [--partial] [--json] [--errors FILE.xlsx]`: several files are one import. */
export function registerImportCommand(program: Command, context: CommandContext): void {
  program
    .command('import')
    .description('导入台账：几个文件作为一次导入；CSV 文件名即工作表名。默认有一处错误就什么也不写入')
    .argument('<文件...>', '.xlsx 工作簿或 .csv 文件')
    .option('--partial', '写入没有错误的行，有错误的行留待改正')
    .option('--json', '输出 JSON：{status, counts, errors}')
    .option('--errors <文件.xlsx>', '有错误时，另存一份加了“错误”列的工作簿')
    .action(async (files: string[], options: ImportOptions) => {
      const outcome = await context
        .withServices((services) => importFiles(services, files, options, context))
        .catch((error: unknown) => refusedWhole(error, options));
      if (options.json) context.print(JSON.stringify(outcome, null, 2));
      else tell(outcome, context);
      if (outcome.status === ImportStatus.REFUSED || outcome.status === ImportStatus.FAILED) {
        process.exitCode = REFUSED_EXIT_CODE;
      }
    });
}

async function importFiles(
  services: INestApplicationContext,
  files: readonly string[],
  options: ImportOptions,
  context: CommandContext,
): Promise<Outcome> {
  const ledgers = services.get(LedgerImportService, { strict: false });
  const given: GivenFile[] = [];
  for (const file of files) given.push(await fileAt(file));
  const mode = options.partial ? ImportMode.PARTIAL : ImportMode.ALL_OR_NOTHING;
  const ended = await ledgers.importNow(SYSTEM_PRINCIPAL, given, mode, progress(context));
  const errors = await ledgers.allErrors(SYSTEM_PRINCIPAL, ended.id);
  if (options.errors && errors.length > 0) {
    const copy = await services.get(LedgerFilesService, { strict: false }).errorWorkbook(ended);
    await pipeline(copy, await outputFile(options.errors));
    context.explain(`已另存加了“错误”列的工作簿：${options.errors}`);
  }
  const { status, counts, errorCount, warnings, id } = ended;
  return { status, counts: counts ?? {}, errors, errorCount, warnings: warnings ?? [], importId: id };
}

async function fileAt(file: string): Promise<GivenFile> {
  const fileName = path.basename(file);
  try {
    const { size } = await stat(file);
    if (size > DEFAULT_WORKBOOK_LIMITS.maxBytes) throw uploadTooLarge(fileName, DEFAULT_WORKBOOK_LIMITS.maxBytes / MIB);
    return { fileName, content: await readFile(file) };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const code = String((error as NodeJS.ErrnoException).code);
    throw new DomainError(
      'BAD_INPUT',
      'LEDGER_FILE_UNREADABLE',
      `无法读取文件“${file}”（${code}），请检查路径和权限。`,
    );
  }
}

/** Says every two seconds how many rows were read. */
function progress(context: CommandContext): (rowsDone: number) => void {
  let told = Date.now();
  return (rowsDone) => {
    if (Date.now() - told < PROGRESS_MS) return;
    told = Date.now();
    context.explain(`已读取 ${rowsDone} 行……`);
  };
}

/** With --json a refusal of the whole import is an answer as well. */
function refusedWhole(error: unknown, options: ImportOptions): Outcome {
  if (!options.json || !(error instanceof DomainError)) throw error;
  const file = typeof error.details['fileName'] === 'string' ? error.details['fileName'] : '';
  const whole = { file, sheet: '', row: null, column: null, value: null, code: error.code, message: error.message };
  return { status: ImportStatus.REFUSED, counts: {}, errors: [whole], errorCount: 1, warnings: [], importId: null };
}

function tell(outcome: Outcome, context: CommandContext): void {
  const { status, counts, errors, errorCount, warnings } = outcome;
  if (errors.length > 0) {
    context.print(`共 ${errorCount} 处错误：`);
    context.print(errorTable(errors, errorCount));
  }
  for (const line of warningLines(warnings)) context.explain(line);
  if (Object.keys(counts).length > 0) context.print(countsTable(counts));
  const { created, updated, unchanged, rejected } = totalOf(counts);
  const sums = `新增 ${created}，更新 ${updated}，未变 ${unchanged}，有误 ${rejected}`;
  context.print(`${IMPORT_STATUS_TITLES[status]}：${sums}。`);
  if (status === ImportStatus.REFUSED)
    context.explain('数据库没有任何改动。改正后重新导入；或加 --partial 先导入没有错误的行。');
}
