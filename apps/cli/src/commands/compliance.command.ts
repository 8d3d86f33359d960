import { INestApplicationContext } from '@nestjs/common';
import { ComplianceService, reportOf, SchoolCompliance } from '@sxbq/compliance';
import { Clock, DomainError, isCalendarDate, SYSTEM_PRINCIPAL, yearOf } from '@sxbq/kernel';
import { Command } from 'commander';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandContext } from '../command-context';
import { complianceTable, complianceTotals } from './compliance-table';

interface ComplianceOptions {
  readonly year?: string;
  readonly asOf?: string;
  readonly school?: string[];
  readonly json?: boolean;
  readonly table?: boolean;
  readonly wait?: boolean;
}

/** Services of any module, not only of the root. */
const STRAY = { strict: false };
const WAIT_MS = 120_000;
const LOOK_MS = 300;

/** `compliance [--year Y] [--as-of D] [--school CODE…] [--json | --table] [--wait]`. */
export function registerComplianceCommand(program: Command, context: CommandContext): void {
  program
    .command('compliance')
    .description('计算并显示各校达标情况')
    .option('--year <年度>', '默认为基准日所在年度，都不给出则为今年')
    .option('--as-of <日期>', '基准日 YYYY-MM-DD；默认今天，往年为年末')
    .option('--school <code...>', '只看这些学校代码的学校')
    .option('--json', '输出 JSON，含依据')
    .option('--table', '输出表格（默认）')
    .option('--wait', '等后台进程把同样的结果存好再输出')
    .action(async (options: ComplianceOptions) => {
      const { results, partners } = await context.withServices(async (services) => {
        const computed = await compute(services, options, context);
        return { results: computed, partners: await services.get(ComplianceService, STRAY).partnersOf(computed) };
      });
      if (options.json) {
        return context.print(
          JSON.stringify(
            results.map((result) => reportOf(result, partners)),
            null,
            2,
          ),
        );
      }
      if (results.length === 0) return context.print('没有可显示的学校。');
      const [{ year, asOf }] = results as [SchoolCompliance];
      context.print(`${year} 年度达标情况，基准日 ${asOf}（实际值/目标）`);
      context.print(complianceTable(results));
      context.print(complianceTotals(results));
    });
}

async function compute(
  services: INestApplicationContext,
  options: ComplianceOptions,
  context: CommandContext,
): Promise<SchoolCompliance[]> {
  if (options.json && options.table) throw bothFormats();
  const service = services.get(ComplianceService, STRAY);
  const today = services.get(Clock, STRAY).today();
  const question = {
    year: yearAsked(options, today),
    asOf: options.asOf,
    schoolCodes: options.school,
  };
  const deadline = Date.now() + WAIT_MS;
  for (let told = false; ; told = true) {
    const results = await service.evaluate(SYSTEM_PRINCIPAL, question);
    if (!options.wait || (await service.isKept(SYSTEM_PRINCIPAL, results))) return results;
    if (Date.now() > deadline) throw notKept();
    if (!told) context.explain('等待后台进程计算 …');
    await sleep(LOOK_MS);
  }
}

function yearAsked({ year, asOf }: ComplianceOptions, today: string): number {
  // A malformed date is refused by the service, which names it.
  if (year === undefined) return yearOf(asOf !== undefined && isCalendarDate(asOf) ? asOf : today);
  if (!/^\d{4}$/.test(year)) throw yearMalformed(year);
  return Number(year);
}

const yearMalformed = (text: string): DomainError =>
  new DomainError('BAD_INPUT', 'YEAR_OUT_OF_RANGE', `年度“${text.slice(0, 20)}”不正确，应为四位数字，例如 2025。`);

const bothFormats = (): DomainError =>
  new DomainError('BAD_INPUT', 'OUTPUT_FORMAT_AMBIGUOUS', '--json 和 --table 只能选一个。');

const notKept = (): DomainError =>
  new DomainError(
    'UNAVAILABLE',
    'COMPLIANCE_NOT_KEPT',
    '等了两分钟，后台进程仍未存好结果。请确认后台进程（worker）正在运行，再查看它的日志。',
  );
