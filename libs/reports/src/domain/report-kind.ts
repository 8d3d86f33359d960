/** What is made of a ranking. */
export enum ReportKind {
  CIRCULAR = 'CIRCULAR',
  WORKBOOK = 'WORKBOOK',
  SCHOOL_PAGES = 'SCHOOL_PAGES',
  PROVINCE_WORKBOOK = 'PROVINCE_WORKBOOK',
  PROVINCE_DOCUMENT = 'PROVINCE_DOCUMENT',
  CSV = 'CSV',
}

export interface ReportFormat {
  readonly title: string;
  readonly extension: string;
  readonly contentType: string;
}

const DOCX = {
  extension: 'docx',
  contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};
const XLSX = { extension: 'xlsx', contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

export const REPORT_FORMATS: Readonly<Record<ReportKind, ReportFormat>> = {
  [ReportKind.CIRCULAR]: { title: '考核结果通报', ...DOCX },
  [ReportKind.WORKBOOK]: { title: '考核排名工作簿', ...XLSX },
  [ReportKind.SCHOOL_PAGES]: { title: '学校考核单页', extension: 'pdf', contentType: 'application/pdf' },
  [ReportKind.PROVINCE_WORKBOOK]: { title: '报省汇总表', ...XLSX },
  [ReportKind.PROVINCE_DOCUMENT]: { title: '报省考核情况报告', ...DOCX },
  [ReportKind.CSV]: { title: '考核结果数据', extension: 'csv', contentType: 'text/csv; charset=utf-8' },
};

/** Kinds that a bureau issues under its letterhead. */
export const OFFICIAL_KINDS: ReadonlySet<ReportKind> = new Set([ReportKind.CIRCULAR, ReportKind.PROVINCE_DOCUMENT]);
