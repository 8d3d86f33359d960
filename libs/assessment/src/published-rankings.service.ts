import { Injectable } from '@nestjs/common';
import { checkedYear } from '@sxbq/compliance';
import { checkedPage, Page, PageRequest } from '@sxbq/kernel';
import { AssessmentSubject } from './domain/model/assessment-subject';
import {
  PublishedGoal,
  publishedRanking,
  PublishedRanking,
  PublishedRow as PublishedPlace,
  PublishedSource,
} from './domain/published/published-ranking';
import { HistoryRow, rankingHistory } from './domain/published/ranking-history';
import { unpackFile } from './persistence/packed-json';
import { PublishedRankingsRepository, PublishedRow } from './persistence/published-rankings.repository';
import { rankingNotPublished, regionMalformed, tooManyYears } from './published-rankings.errors';

const REGION = /^\d{2,6}$/;
const MAX_YEARS = 10;
/** Published years that stay opened in this process; a sealed one never changes. */
const KEPT = 16;

/** What COMPRESS() puts before the zlib stream. */
const LENGTH_BYTES = 4;

export interface PublishedPage extends Page<PublishedPlace>, Pick<PublishedRanking, 'year' | 'version' | 'digest'> {
  readonly schemeTitle: string;
  readonly sample: boolean;
  readonly schemeGoals: readonly PublishedGoal[];
}

export interface HistoryPage extends Page<HistoryRow> {
  readonly years: readonly number[];
}

export interface YearRange {
  readonly fromYear: number;
  readonly toYear: number;
}

interface Opened {
  readonly ranking: PublishedRanking;
  readonly bytes: Buffer;
}

/** Published rankings for everybody, signed in or not: the versions in which small numbers of people are withheld. */
@Injectable()
export class PublishedRankingsService {
  /** By digest, the least recently asked for first. */
  private readonly opened = new Map<string, Promise<Opened>>();

  constructor(private readonly published: PublishedRankingsRepository) {}

  /** The newest published version. RANKING_NOT_PUBLISHED. */
  async newest(region: string, year: number): Promise<PublishedRow> {
    const [row] = await this.published.newest(checkedRegion(region), checkedYear(year), year);
    if (!row) throw rankingNotPublished(region, year);
    return row;
  }

  async ranking(region: string, year: number): Promise<PublishedRanking> {
    return (await this.open(await this.newest(region, year))).ranking;
  }

  /** The ranking as JSON. */
  async document(row: PublishedRow): Promise<Buffer> {
    return (await this.open(row)).bytes;
  }

  /** The sealed bundle's public version as a zlib stream, for the verifier. */
  async bundle({ runId }: PublishedRow): Promise<Buffer> {
    return (await this.published.packed(runId)).subarray(LENGTH_BYTES);
  }

  /** One page of a subject's places. */
  async page(region: string, year: number, subject: AssessmentSubject, request: PageRequest): Promise<PublishedPage> {
    const { version, digest, rankings } = await this.ranking(region, year);
    const ranking = rankings.find((each) => each.subject === subject);
    if (!ranking) throw rankingNotPublished(region, year);
    const { schemeTitle, sample, goals: schemeGoals, rows } = ranking;
    return { year, version, digest, schemeTitle, sample, schemeGoals, ...pageOf(rows, request) };
  }

  /** One page of the years side by side, in the latest year's order; empty where nothing is published. TOO_MANY_YEARS. */
  async historyPage(
    region: string,
    subject: AssessmentSubject,
    { fromYear, toYear }: YearRange,
    request: PageRequest,
  ): Promise<HistoryPage> {
    const years = checkedYear(toYear) - checkedYear(fromYear) + 1;
    if (years < 1 || years > MAX_YEARS) throw tooManyYears(MAX_YEARS);
    const rankings: PublishedRanking[] = [];
    for (const row of await this.published.newest(checkedRegion(region), fromYear, toYear)) {
      rankings.push((await this.open(row)).ranking);
    }
    const history = rankingHistory(rankings, subject);
    return { years: history?.years ?? [], ...pageOf(history?.rows ?? [], request) };
  }

  /** Asked for by many at once, it is opened once. */
  private open(row: PublishedRow): Promise<Opened> {
    const known = this.opened.get(row.digest);
    this.opened.delete(row.digest);
    const opening = known ?? this.read(row);
    this.opened.set(row.digest, opening);
    if (!known) opening.catch(() => this.opened.delete(row.digest));
    const [oldest] = this.opened.keys();
    if (this.opened.size > KEPT && oldest !== undefined) this.opened.delete(oldest);
    return opening;
  }

  private async read({ runId }: PublishedRow): Promise<Opened> {
    const source = JSON.parse((await unpackFile(await this.published.packed(runId))).toString()) as PublishedSource;
    const ranking = publishedRanking(source);
    return { ranking, bytes: Buffer.from(JSON.stringify(ranking)) };
  }
}

function checkedRegion(region: string): string {
  if (!REGION.test(region)) throw regionMalformed();
  return region;
}

function pageOf<Row>(rows: readonly Row[], request: PageRequest): Page<Row> {
  const { limit, offset } = checkedPage(request);
  return { items: rows.slice(offset, offset + limit), total: rows.length };
}
