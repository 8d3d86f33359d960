import { Injectable } from '@nestjs/common';
import { checkedYear } from '@sxbq/compliance';
import { CalendarDate, checkedRegionPrefix, DomainError } from '@sxbq/kernel';
import { AssessmentSubject, RankingRow } from './domain/model';
import { RankingsRepository } from './persistence/rankings.repository';
import { RunRow, RunsRepository } from './persistence/runs.repository';

/** A place as the notice shows it: no value that counts people. */
export type NoticedPlace = Pick<RankingRow, 'rank' | 'code' | 'name' | 'score' | 'award'>;

export interface PublicNotice {
  readonly region: string;
  readonly year: number;
  readonly version: number;
  readonly noticeFrom: CalendarDate;
  readonly noticeUntil: CalendarDate;
  readonly rankings: readonly { readonly subject: AssessmentSubject; readonly places: readonly NoticedPlace[] }[];
}

const noNotice = (regionPrefix: string, year: number): DomainError =>
  new DomainError(
    'NOT_FOUND',
    'ASSESSMENT_NOT_NOTICED',
    `区划 ${regionPrefix} 的 ${year} 年度考核没有正在公示的排名。`,
  );

/** 公示 for everybody, signed in or not, from its first day until the ranking is published. */
@Injectable()
export class PublicNoticeService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly rankings: RankingsRepository,
  ) {}

  /** The run that is in its notice. ASSESSMENT_NOT_NOTICED. */
  async current(region: string, year: number): Promise<RunRow> {
    const run = await this.runs.inNotice(checkedRegionPrefix(region), checkedYear(year));
    if (!run) throw noNotice(region, year);
    return run;
  }

  async document(run: RunRow): Promise<PublicNotice> {
    const { id, regionPrefix, year, version, noticeFrom, noticeUntil } = run;
    const rankings = await this.rankings.ofRun(id);
    return {
      region: regionPrefix,
      year,
      version,
      noticeFrom: noticeFrom as CalendarDate,
      noticeUntil: noticeUntil as CalendarDate,
      rankings: rankings.map(({ subject, rows }) => ({
        subject,
        places: rows.map(({ rank, code, name, score, award }) => ({ rank, code, name, score, award })),
      })),
    };
  }
}
