import type { CalendarDate } from '@sxbq/kernel';
import type { Transaction } from '@sxbq/platform';
import {
  findingsOf,
  minimumWageOf,
  postingFingerprint,
  PostingFinding,
  PostingRuleSetDocument,
  PostingStatus,
} from '@sxbq/postings';
import type { CellFault } from '../../domain/sheet-definition';
import type { PostingSheetRow } from '../../domain/sheets/posting.sheet';
import type { ComparedRow } from '../sheet-store';
import type { BatchCheck } from './batch-check';
import { cellFault, unknownOccupation, validityFaults } from './cell-faults';

/** What judging asks for beside the rows. */
export interface PostingKnowledge {
  readonly today: CalendarDate;
  /** The rule set in force at a place of work. */
  rulesAt(regionCode: string): Promise<PostingRuleSetDocument>;
  /** Whether that edition of 职业分类大典 has the code. */
  hasOccupation(edition: string, code: string): Promise<boolean>;
}

interface Offer {
  readonly enterprise: string;
  readonly fingerprint: string;
  readonly code: string;
}

/** The automatic rules that stand before the officer, for the postings of a ledger; what they find marks the cells. */
export class PostingRulesCheck implements BatchCheck {
  /** Offers of this import's earlier rows, which may not be written yet. */
  private readonly seen = new Map<string, string[]>();

  constructor(private readonly knowledge: PostingKnowledge) {}

  async faultsOf(tx: Transaction, rows: readonly ComparedRow[]): Promise<CellFault[][]> {
    const industries = await industriesOf(tx, rows);
    const offers = await this.offersLike(tx, rows);
    const faults: CellFault[][] = [];
    for (const compared of rows) {
      const { knowledge } = this;
      const content = contentOf(compared);
      const rules = await knowledge.rulesAt(content.regionCode);
      const findings = findingsOf(content, {
        minimumWage: minimumWageOf(rules, content.regionCode),
        industryCode: industries.get(enterpriseIdOf(compared)) ?? null,
        sameAs: this.sameOffers(compared, offers),
        bannedPhrases: rules.bannedPhrases,
      });
      const isKnown = await knowledge.hasOccupation(content.occupationEdition, content.occupationCode);
      faults.push([
        ...(isKnown ? [] : [unknownOccupation('posting', compared)]),
        ...heads(compared),
        ...validityFaults('posting', compared, knowledge.today, rules.maximumDays),
        ...findings.map((finding) => findingFault(compared, finding)),
      ]);
    }
    return faults;
  }

  /** Codes of the enterprise's other postings that are the same offer, in the database and in the rows before. */
  private sameOffers({ row }: ComparedRow, offers: ReadonlyMap<string, string[]>): string[] {
    const { uscc, code } = row.values;
    const key = offerKey({ enterprise: String(uscc), fingerprint: fingerprintOf(row.values) });
    const before = this.seen.get(key) ?? [];
    this.seen.set(key, [...before, String(code)]);
    return [...new Set([...(offers.get(key) ?? []), ...before])].filter((other) => other !== code);
  }

  private async offersLike(tx: Transaction, rows: readonly ComparedRow[]): Promise<Map<string, string[]>> {
    const stored = rows.filter((row) => enterpriseIdOf(row) !== null);
    if (stored.length === 0) return new Map();
    const found = (await tx.query(
      `SELECT e.uscc AS enterprise, p.fingerprint, p.code
         FROM job_posting p JOIN enterprise e ON e.id = p.enterprise_id
        WHERE (p.enterprise_id, p.fingerprint) IN (?) AND p.status IN (?) ORDER BY p.id`,
      [
        stored.map((row) => [enterpriseIdOf(row), fingerprintOf(row.row.values)]),
        [PostingStatus.SUBMITTED, PostingStatus.LIVE],
      ],
    )) as Offer[];
    const offers = new Map<string, string[]>();
    for (const offer of found) offers.set(offerKey(offer), [...(offers.get(offerKey(offer)) ?? []), offer.code]);
    return offers;
  }
}

async function industriesOf(tx: Transaction, rows: readonly ComparedRow[]): Promise<Map<number | null, string | null>> {
  const ids = [...new Set(rows.flatMap((row) => enterpriseIdOf(row) ?? []))];
  if (ids.length === 0) return new Map();
  const found = (await tx.query('SELECT id, industry_code AS code FROM enterprise WHERE id IN (?)', [ids])) as {
    id: number;
    code: string | null;
  }[];
  return new Map(found.map(({ id, code }) => [id, code]));
}

/** Null while the enterprise is only in the file. */
function enterpriseIdOf({ row }: ComparedRow): number | null {
  return row.enterprise?.id ?? null;
}

function contentOf({ row }: ComparedRow): PostingSheetRow & { readonly majorNames: readonly string[] } {
  const values = row.values as unknown as PostingSheetRow;
  return { ...values, majorNames: values.majorNames ?? [] };
}

const fingerprintOf = (values: unknown): string => postingFingerprint(values as PostingSheetRow);

const offerKey = ({ enterprise, fingerprint }: Omit<Offer, 'code'>): string => `${enterprise} ${fingerprint}`;

function findingFault(row: ComparedRow, { field, rule, message }: PostingFinding): CellFault {
  return cellFault('posting', row, field, `POSTING_${rule}`, message);
}

function heads(row: ComparedRow): CellFault[] {
  const taken = Number(row.stored?.found.stored['taken'] ?? 0);
  if (Number(row.row.values['heads']) >= taken) return [];
  return [
    cellFault(
      'posting',
      row,
      'heads',
      'HEADS_BELOW_TAKEN',
      `已有 ${taken} 人接受录用，招聘人数不能少于 ${taken}，请改正。`,
    ),
  ];
}
