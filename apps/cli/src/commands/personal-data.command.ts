import { DomainError, shanghaiDate } from '@sxbq/kernel';
import { RotationReport } from '@sxbq/platform';
import { ErasureService, KeyRotationService, RetentionResult, RetentionService } from '@sxbq/privacy';
import { Command } from 'commander';
import { CommandContext } from '../command-context';

/** `personal-data rotate [--report] | retention [--dry-run] | continue-erasures | erase-again`. */
export function registerPersonalDataCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('personal-data')
    .description('个人信息：密钥轮换、到期删除、接续中断的删除、恢复备份后的再删除');
  command
    .command('rotate')
    .description('以现行密钥和算法重新加密旧值；可随时中断，再次执行即接着做')
    .option('--report', '只报告还有多少旧值、哪些旧密钥可以删除')
    .action((options: { report?: boolean }) =>
      context.withServices(async (services) => {
        const keys = services.get(KeyRotationService);
        if (options.report) return printRotation(context, await keys.report());
        const done = await keys.rotate((column, number) => context.explain(`${column}：已重新加密 ${number} 个值`));
        context.explain(`共重新加密 ${done.rotated} 个值。`);
        printRotation(context, done);
      }),
    );
  command
    .command('retention')
    .description('按保存期限表删除到期数据')
    .option('--dry-run', '只列出将删除多少，不删除')
    .action((options: { dryRun?: boolean }) =>
      context.withServices(async (services) => {
        const retention = services.get(RetentionService);
        printRetention(context, options.dryRun ? await retention.preview() : await retention.apply());
        context.explain(options.dryRun ? '以上为试算，没有删除。' : '已删除，并已记入审计。');
      }),
    );
  command
    .command('continue-erasures')
    .description('接着做已同意而尚未办结的个人信息删除')
    .action(() =>
      context.withServices(async (services) => {
        const erasures = services.get(ErasureService);
        const unfinished = await erasures.unfinished();
        for (const requestId of unfinished) await erasures.proceed(requestId);
        context.explain(`已办结 ${unfinished.length} 项删除。`);
      }),
    );
  command
    .command('erase-again')
    .description('恢复备份后、对外服务前：把备份之后办结的个人信息删除再做一遍；可重复执行')
    .requiredOption('--backup-of <时刻>', '备份对应的时刻，带时区，如 2026-12-01T02:00:00+08:00', momentOf)
    .action(({ backupOf }: { backupOf: Date }) =>
      context.withServices(async (services) => {
        const found = await services.get(ErasureService).eraseAgain(backupOf);
        context.explain(found === 0 ? '没有需要再删除的信息。' : `已再次删除 ${found} 人的信息，并已记入审计。`);
      }),
    );
}

function printRotation(context: CommandContext, { columns, neededKeys, disposableKeys }: RotationReport): void {
  for (const { column, values, current } of columns) context.print(`${column}\t${current}/${values}`);
  for (const [keyId, number] of neededKeys) context.print(`密钥 ${keyId}\t${number} 个值仍需要它`);
  for (const keyId of disposableKeys)
    context.print(`密钥 ${keyId}\t已无值需要，可从 FIELD_ENCRYPTION_KEYS 删去；在此之前的备份也将无法用它解读`);
}

function printRetention(context: CommandContext, results: readonly RetentionResult[]): void {
  for (const { dataClass, before, rows } of results)
    context.print(`${dataClass.title}\t保存 ${dataClass.keepDays} 天\t${shanghaiDate(before)} 之前\t${rows} 项`);
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;

function momentOf(text: string): Date {
  const moment = new Date(text);
  if (MOMENT.test(text) && !Number.isNaN(moment.getTime())) return moment;
  throw new DomainError(
    'BAD_INPUT',
    'MOMENT_MALFORMED',
    `时刻“${text.slice(0, 40)}”不正确，请写出时区，例如 2026-12-01T02:00:00+08:00。`,
  );
}
