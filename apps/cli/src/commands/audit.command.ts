import { AuditChain, AuditExport, AuditExportFormat, breachText, Sealer, VerificationReport } from '@sxbq/audit';
import { CalendarDate, DomainError, isCalendarDate, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { CommandContext } from '../command-context';
import { outputFile } from './output-file';

interface DayOptions {
  readonly from?: string;
  readonly to?: string;
}

/** `audit verify | heads | seal | export`: what an operator does with the chain over the audit. */
export function registerAuditCommand(program: Command, context: CommandContext): void {
  const audit = program.command('audit').description('审计链：核验、链头、封存、导出');
  registerVerify(audit, context);
  registerHeads(audit, context);
  registerExport(audit, context);
  audit
    .command('seal')
    .description('立即封存尚未入链的记录（平时由后台进程每五秒做一次）')
    .action(async () => {
      const report = await context.withServices((services) => services.get(Sealer, { strict: false }).run());
      context.explain(report ? `已封存 ${report.sealed} 条，新签链头 ${report.heads} 个。` : '后台进程正在封存。');
    });
}

function registerVerify(audit: Command, context: CommandContext): void {
  withDays(audit.command('verify').description('核验审计记录、链与链头；有破坏时指出第一处，退出码为 2'))
    .option('--against <文件>', '与留存的链头（audit heads --json 的输出）核对')
    .option('--json', '以 JSON 输出')
    .action(async ({ against, json, ...days }: DayOptions & { against?: string; json?: boolean }) => {
      const range = rangeOf(days);
      const kept = against === undefined ? undefined : await keptHeads(against);
      const began = performance.now();
      const report = await context.withServices((services) =>
        services.get(AuditChain, { strict: false }).verify(range, kept),
      );
      const seconds = (performance.now() - began) / 1_000;
      context.print(json ? JSON.stringify(report, null, 2) : summary(report, seconds));
      if (!report.intact) process.exitCode = 2;
    });
}

function registerHeads(audit: Command, context: CommandContext): void {
  audit
    .command('heads')
    .description('列出已签名的链头与条数，供留存在别处')
    .option('--sign', '先为尚未结束的日子签一个链头')
    .option('--json', '以 JSON 输出')
    .action(async ({ sign, json }: { sign?: boolean; json?: boolean }) => {
      const heads = await context.withServices(async (services) => {
        const chain = services.get(AuditChain, { strict: false });
        if (sign) await chain.signNow();
        return chain.heads();
      });
      if (json) return context.print(JSON.stringify({ heads }, null, 2));
      for (const { number, day, final, entryCount, lastHash, keyId } of heads) {
        context.print(
          `${number}\t${day}\t${final ? '已结束' : '未结束'}\t${entryCount} 条\t${lastHash}\t密钥 ${keyId}`,
        );
      }
    });
}

function registerExport(audit: Command, context: CommandContext): void {
  withDays(audit.command('export').description('导出已封存的记录及其链，可在别处核验'))
    .requiredOption('--out <文件>', '写到哪个文件')
    .addOption(new Option('--format <格式>', '文件格式').choices(['csv', 'ndjson']).default('csv'))
    .action(async ({ out, format, ...days }: DayOptions & { out: string; format: string }) => {
      const range = rangeOf(days);
      const kind = format === 'csv' ? AuditExportFormat.CSV : AuditExportFormat.NDJSON;
      await context.withServices(async (services) =>
        services.get(AuditExport, { strict: false }).write(SYSTEM_PRINCIPAL, range, kind, await outputFile(out)),
      );
      context.explain(`已导出到 ${out}`);
    });
}

function withDays(command: Command): Command {
  return command.option('--from <日期>', '从哪一天起，如 2026-03-01').option('--to <日期>', '到哪一天止（含）');
}

function rangeOf({ from, to }: DayOptions): DayOptions {
  for (const day of [from, to]) if (day !== undefined && !isCalendarDate(day)) throw dayMalformed(day);
  return { from, to };
}

async function keptHeads(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DomainError('BAD_INPUT', 'INPUT_UNREADABLE', `无法读取“${file}”（${error.code}），请检查路径和权限。`);
  });
}

function summary({ intact, breach, firstDay, lastDay, ...counts }: VerificationReport, seconds: number): string {
  const span = firstDay === null ? '尚无审计链' : `${firstDay} 至 ${lastDay}`;
  const { entryCount, headCount, lateCount } = counts;
  const late = lateCount > 0 ? `，其中迟到 ${lateCount} 条` : '';
  const figures = `${span}：核验 ${entryCount} 条记录${late}，${headCount} 个链头，用时 ${seconds.toFixed(1)} 秒`;
  return intact || !breach ? `✓ 完好。${figures}` : `✗ 有破坏。${breachText(breach)}。\n${figures}`;
}

const dayMalformed = (text: CalendarDate): DomainError =>
  new DomainError('BAD_INPUT', 'AUDIT_DAY_MALFORMED', `日期“${text.slice(0, 20)}”不正确，应为 2026-03-01 这样的格式。`);
