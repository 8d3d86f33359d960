import { Injectable } from '@nestjs/common';
import { CalendarDate } from '@sxbq/kernel';
import { allOf, condition, equals, SqlCondition, startsWith } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { FitCandidate, NeedSide } from '../domain/fit/fit-candidate';
import { MenuStatus } from '../domain/menu-status';

/** Newest needs first: more than a city publishes, and a bound for memory. */
export const MAX_CANDIDATES = 5_000;

type StoredPair = NeedSide & {
  readonly needId: number;
  readonly schoolId: number;
  readonly schoolRegion: string;
  readonly offerId: number | null;
  readonly offerGrade: number;
  readonly seats: number;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly offerRegion: string | null;
  readonly price: number | null;
  readonly trainedGrade: number | null;
  readonly majorLinked: number | string;
};

/** Needs and schools of one city that have to do with each other, in one statement for all of them. */
@Injectable()
export class FitsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** What is wanted in the city that the school has to do with. */
  ofSchool(schoolId: number, city: string, today: CalendarDate): Promise<FitCandidate[]> {
    const wanted: SqlCondition = condition('n.status = ? AND n.valid_until >= ? AND n.taken < n.heads', [
      MenuStatus.PUBLISHED,
      today,
    ]);
    const needs = allOf(wanted, startsWith('e.region_code', city));
    return this.pairs(today, needs, equals('s.id', schoolId), equals('own.school_id', schoolId));
  }

  /** The schools of the city that have to do with the need. */
  ofNeed(needId: number, occupationCode: string, city: string, today: CalendarDate): Promise<FitCandidate[]> {
    const work = equals('own.occupation_code', occupationCode);
    return this.pairs(today, equals('n.id', needId), startsWith('s.region_code', city), work);
  }

  /** `own` narrows what schools have done and teach, before it is grouped: alias `own`. */
  private async pairs(
    today: CalendarDate,
    needs: SqlCondition,
    schools: SqlCondition,
    own: SqlCondition,
  ): Promise<FitCandidate[]> {
    const rows = (await this.dataSource.query(
      `SELECT n.id AS needId, CAST(n.heads - n.taken AS SIGNED) AS heads, n.grade, n.earliest_on AS earliestOn,
              n.latest_on AS latestOn, n.region_code AS regionCode, n.price_ceiling AS priceCeiling,
              s.id AS schoolId, s.region_code AS schoolRegion, o.id AS offerId, o.grade AS offerGrade,
              CAST(o.seats - o.taken AS SIGNED) AS seats, o.starts_on AS startsOn, o.ends_on AS endsOn,
              o.region_code AS offerRegion, o.price, trained.grade AS trainedGrade,
              taught.school_id IS NOT NULL AS majorLinked
         FROM training_need n
         JOIN enterprise e ON e.id = n.enterprise_id
         JOIN school s ON ${schools.sql}
         LEFT JOIN training_offer o ON o.school_id = s.id AND o.occupation_edition = n.occupation_edition
              AND o.occupation_code = n.occupation_code AND o.status = ? AND o.valid_until >= ?
         LEFT JOIN (SELECT own.school_id, own.occupation_code, MIN(own.grade) AS grade
                      FROM training_session own WHERE own.ends_on <= ? AND ${own.sql}
                     GROUP BY own.school_id, own.occupation_code) trained
              ON trained.school_id = s.id AND trained.occupation_code = n.occupation_code
         LEFT JOIN (SELECT DISTINCT own.school_id, own.occupation_code
                      FROM (SELECT m.school_id, mo.occupation_code
                              FROM school_major m JOIN major_occupation mo ON mo.major_name = m.name) own
                     WHERE ${own.sql}) taught
              ON taught.school_id = s.id AND taught.occupation_code = n.occupation_code
        WHERE ${needs.sql} AND (o.id IS NOT NULL OR trained.grade IS NOT NULL OR taught.school_id IS NOT NULL)
        ORDER BY n.id DESC, s.id, o.id LIMIT ?`,
      [
        ...schools.params,
        ...[MenuStatus.PUBLISHED, today, today],
        ...own.params,
        ...own.params,
        ...needs.params,
        MAX_CANDIDATES,
      ],
    )) as StoredPair[];
    return rows.flatMap(candidatesOf);
  }
}

/** The offer, and the school without it. */
function candidatesOf(row: StoredPair): FitCandidate[] {
  const { needId, heads, grade, earliestOn, latestOn, regionCode, priceCeiling } = row;
  const need: NeedSide = { heads, grade, earliestOn, latestOn, regionCode, priceCeiling };
  const { schoolId, schoolRegion, trainedGrade, offerId } = row;
  const school = { schoolId, regionCode: schoolRegion, trainedGrade, majorLinked: Number(row.majorLinked) === 1 };
  const bare: FitCandidate = { needId, need, school: { ...school, offer: null } };
  if (offerId === null) return [bare];
  const { offerGrade, seats, startsOn, endsOn, offerRegion, price } = row;
  const offer = { offerId, grade: offerGrade, seats, startsOn, endsOn, regionCode: offerRegion, price };
  return [{ needId, need, school: { ...school, offer } }, bare];
}
