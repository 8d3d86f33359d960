import { CataloguesService } from '@sxbq/catalogues';
import { FixedClock } from '@sxbq/kernel';
import { GivenFile } from '@sxbq/ledgers';
import { PolicyService } from '@sxbq/policy';
import { Workbook } from 'exceljs';
import { SCHOOLS, YEAR } from './first-day-city';
import { Journey } from './journey';
import { eventually, Platform, startPlatform } from './platform';

export const IMPORT = `id status phase rowsDone rowsTotal errorCount failureCode
  counts { sheet created updated unchanged rejected }`;

export interface ImportReply {
  readonly id: string;
  readonly status: string;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly errorCount: number;
  readonly counts: readonly { sheet: string; created: number; updated: number; unchanged: number; rejected: number }[];
}

export interface ErrorItem {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

interface Indicators {
  readonly indicators: readonly { code: string; verdict: string; measuredText: string; targetText: string }[];
}

interface EvidencePage {
  readonly items: readonly { code: string; failed: string | null; failedText: string | null; executionIds: string[] }[];
}

interface HistoryPoint {
  readonly asOf: string;
  readonly overall: string;
}

/** What the people of the first day do again and again. `ids` holds rows by their code. */
export class FirstDay extends Journey {
  readonly ids: Record<string, string> = {};

  /** An empty platform with catalogues and the default policy. */
  static async begin<T extends FirstDay>(this: new (platform: Platform) => T, clock: FixedClock): Promise<T> {
    const platform = await startPlatform(clock);
    await platform.api.get(CataloguesService, { strict: false }).load();
    await platform.api.get(PolicyService, { strict: false }).seedDefault();
    return new this(platform);
  }

  /** Uploads the files and asks for their import; gives its id. */
  async request(username: string, files: readonly GivenFile[], mode = 'ALL_OR_NOTHING'): Promise<string> {
    const fileIds: string[] = [];
    for (const file of files) {
      const { status, body } = await this.upload(username, file);
      const stored = JSON.parse(body.toString()) as { id: string; fileName: string };
      expect([status, stored.fileName]).toEqual([201, file.fileName]);
      fileIds.push(stored.id);
    }
    const query = `mutation ($input: ImportLedgersInput!) { importLedgers(input: $input) { id status } }`;
    const input = { fileIds, mode };
    return (await this.ask<{ importLedgers: { id: string } }>(username, query, { input })).importLedgers.id;
  }

  /** The import once it is over. */
  async outcome(username: string, id: string): Promise<ImportReply> {
    const query = `query ($id: ID!) { ledgerImport(id: $id) { ${IMPORT} } }`;
    const look = async (): Promise<ImportReply> =>
      (await this.ask<{ ledgerImport: ImportReply }>(username, query, { id })).ledgerImport;
    return eventually(look, ({ status }) => !['WAITING', 'RUNNING'].includes(status), 30);
  }

  async imported(username: string, files: readonly GivenFile[], mode?: string): Promise<ImportReply> {
    return this.outcome(username, await this.request(username, files, mode));
  }

  /** Every bad cell of an import, and where its annotated copy is. */
  async errorsOf(username: string, id: string): Promise<{ items: ErrorItem[]; errorWorkbook: string }> {
    const query = `query ($id: ID!) { ledgerImport(id: $id) {
      errorWorkbook errors(limit: 100) { items { sheet row column value code message } total } } }`;
    const { ledgerImport } = await this.ask<{
      ledgerImport: { errorWorkbook: string; errors: { items: ErrorItem[] } };
    }>(username, query, { id });
    return { items: ledgerImport.errors.items, errorWorkbook: ledgerImport.errorWorkbook };
  }

  /** Sheet → what stands in the 错误 column of each row below the header, read by another program's reader. */
  async notesOf(username: string, path: string): Promise<Record<string, unknown[]>> {
    const { status, body, headers } = await this.download(username, path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('spreadsheetml');
    const workbook = new Workbook();
    await workbook.xlsx.load(body as never);
    return Object.fromEntries(
      workbook.worksheets.map((sheet) => {
        const at = (sheet.getRow(1).values as unknown[]).indexOf('错误');
        expect(at).toBeGreaterThan(0);
        const rows = sheet.getRows(2, sheet.rowCount - 1) ?? [];
        return [sheet.name, rows.map((row) => row.getCell(at).value)];
      }),
    );
  }

  /** Verdict and figures of the good school's PARTNERS, as 'PASS 10/10'. */
  async partners(asOf: string | null = null): Promise<string> {
    const query = `query ($id: ID!, $year: Int!, $asOf: Date) { school(id: $id) { compliance(year: $year, asOf: $asOf) {
      indicators { code verdict measuredText targetText } } } }`;
    const variables = { id: this.ids[SCHOOLS.good], year: YEAR, asOf };
    const { school } = await this.ask<{ school: { compliance: Indicators } }>('hr', query, variables);
    const found = school.compliance.indicators.find(({ code }) => code === 'PARTNERS');
    return `${found?.verdict} ${found?.measuredText}/${found?.targetText}`;
  }

  /** The daily results that the worker kept; asking for them computes nothing. */
  async kept(school: string): Promise<HistoryPoint[]> {
    const query = `query ($id: ID!, $year: Int!) { complianceHistory(schoolId: $id, year: $year) { asOf overall } }`;
    const variables = { id: this.ids[school], year: YEAR };
    return (await this.ask<{ complianceHistory: HistoryPoint[] }>('hr', query, variables)).complianceHistory;
  }

  /** The daily results once the latest of them is `overall`. */
  reaches(school: string, overall: string): Promise<HistoryPoint[]> {
    return eventually(
      () => this.kept(school),
      (points) => points.at(-1)?.overall === overall,
    );
  }

  async evidence(school: string, indicator: string, counted: boolean): Promise<EvidencePage> {
    const query = `query ($school: ID!, $year: Int!, $indicator: IndicatorCode!, $counted: Boolean!) {
      complianceEvidence(schoolId: $school, year: $year, indicator: $indicator, counted: $counted) {
        items { code failed failedText executionIds enterpriseName } total } }`;
    const variables = { school: this.ids[school], year: YEAR, indicator, counted };
    return (await this.ask<{ complianceEvidence: EvidencePage }>('hr', query, variables)).complianceEvidence;
  }

  async agreementId(code: string): Promise<string> {
    const query = `query ($code: String!) { agreements(filter: { search: $code }) { items { id code } } }`;
    const { agreements } = await this.ask<{ agreements: { items: { id: string; code: string }[] } }>('hr', query, {
      code,
    });
    return agreements.items.find((item) => item.code === code)?.id ?? 'none';
  }

  /** Result of the one mutation, which must succeed. */
  async step(username: string, mutation: string): Promise<Record<string, unknown>> {
    const data = await this.ask<Record<string, Record<string, unknown>>>(username, `mutation { ${mutation} }`);
    return Object.values(data)[0] as Record<string, unknown>;
  }
}
