import { AssessmentSubject, BUNDLE_FORMAT } from '@sxbq/assessment/verification';
import type { RankingBundle } from '@sxbq/assessment/verification';
import { checkedDate, DomainError } from '@sxbq/kernel';
import { Audience, bundleUnreadable, Letterhead, renderReport, ReportKind } from '@sxbq/reports';
import { Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { CommandContext } from '../command-context';
import { outputFile } from './output-file';

const KINDS: Readonly<Record<string, ReportKind>> = {
  circular: ReportKind.CIRCULAR,
  workbook: ReportKind.WORKBOOK,
  'school-pages': ReportKind.SCHOOL_PAGES,
  province: ReportKind.PROVINCE_WORKBOOK,
  'province-document': ReportKind.PROVINCE_DOCUMENT,
  csv: ReportKind.CSV,
};

interface ReportCommandOptions {
  readonly bundle: string;
  readonly earlier: readonly string[];
  readonly kind: string;
  readonly out: string;
  readonly subject: string;
  readonly public?: boolean;
  readonly draft?: boolean;
  readonly school?: string;
  readonly issuer?: string;
  readonly code?: string;
  readonly number?: string;
  readonly recipients?: string;
  readonly issuedOn?: string;
  readonly signatory?: string;
  readonly copiesTo?: string;
  readonly printedBy?: string;
}

/** `report --bundle FILE --kind KIND --out FILE`: from a bundle file alone, without services or a database. */
export function registerReportCommand(program: Command, context: CommandContext): void {
  program
    .command('report')
    .description('由考核数据包生成报告；不连接数据库，同一数据包总得到同样的文件')
    .requiredOption('--bundle <文件.json>', '完整版考核数据包')
    .option('--earlier <文件.json...>', '往年的数据包，供趋势和名次升降', [])
    .addOption(new Option('--kind <种类>', '报告种类').choices(Object.keys(KINDS)).makeOptionMandatory())
    .requiredOption('--out <文件>', '写到')
    .addOption(new Option('--subject <对象>', '公文所述的考核对象').choices(['school', 'enterprise']).default('school'))
    .option('--public', '公开版：不列人数过少的数值和依据')
    .option('--draft', '标为草稿')
    .option('--school <代码>', '学校单页：只要这所学校')
    .option('--issuer <名称>', '发文机关')
    .option('--code <代字>', '发文机关代字')
    .option('--number <序号>', '发文顺序号')
    .option('--recipients <名称>', '主送机关')
    .option('--issued-on <日期>', '成文日期，YYYY-MM-DD')
    .option('--signatory <姓名>', '签发人')
    .option('--copies-to <名称>', '抄送机关')
    .option('--printed-by <名称>', '印发机关；缺省为发文机关')
    .action(async (given: ReportCommandOptions) => {
      const bundle = await readBundle(given.bundle);
      const earlier = await Promise.all(given.earlier.map(readBundle));
      const { content } = await renderReport(KINDS[given.kind] as ReportKind, bundle, earlier, {
        audience: given.public ? Audience.PUBLIC : Audience.INTERNAL,
        draft: given.draft === true,
        subject: given.subject === 'enterprise' ? AssessmentSubject.ENTERPRISE : AssessmentSubject.SCHOOL,
        schoolId: given.school === undefined ? null : schoolOf(bundle, given.school),
        letterhead: letterheadOf(given),
        regionNames: {},
      });
      const out = await outputFile(given.out);
      await new Promise<void>((resolve, reject) => out.once('error', reject).end(content, resolve));
      context.explain(`已写到 ${given.out}`);
    });
}

async function readBundle(file: string): Promise<RankingBundle> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw bundleUnreadable(file);
  });
  return parsed(text, file);
}

function parsed(text: string, file: string): RankingBundle {
  try {
    const bundle = JSON.parse(text) as Partial<RankingBundle>;
    if (bundle.format === BUNDLE_FORMAT && bundle.rankings && bundle.organisations) return bundle as RankingBundle;
  } catch {
    // Not JSON: the same answer as for JSON of something else.
  }
  throw bundleUnreadable(file);
}

function schoolOf({ organisations }: RankingBundle, code: string): number {
  const found = organisations.find((each) => each.subject === AssessmentSubject.SCHOOL && each.code === code);
  if (!found) throw new DomainError('NOT_FOUND', 'SCHOOL_UNKNOWN', `数据包中没有代码为“${code}”的学校。`);
  return found.organisationId;
}

/** null unless the four that every document has are given; the report says when it needs them. */
function letterheadOf(given: ReportCommandOptions): Letterhead | null {
  const { issuer, code, recipients, issuedOn } = given;
  if (!issuer || !code || !recipients || !issuedOn) return null;
  const date = checkedDate('成文日期', issuedOn);
  return {
    issuer,
    code,
    number: given.number === undefined ? null : Number(given.number),
    recipients,
    issuedOn: date,
    signatory: given.signatory ?? null,
    copiesTo: given.copiesTo ?? '',
    printedBy: given.printedBy ?? issuer,
    printedOn: date,
  };
}
