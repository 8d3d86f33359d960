/** The season's figures counted by hand: plain statements that share nothing with the product's. */
import { DataSource } from 'typeorm';
import { LATHE, YEAR } from './season-city';

const CITY = "region_code LIKE '3204%'";
/** Ids of the graduates of the city who look for work; of those who are placed. */
const inStatus = (status: string): string => `SELECT id FROM graduate
  WHERE graduation_year = ${YEAR} AND status = '${status}' AND school_id IN (SELECT id FROM school WHERE ${CITY})`;
const SHOWN = `SELECT id FROM job_posting WHERE status = 'LIVE' AND ${CITY}`;

const certified = (status: string): string =>
  `SELECT COUNT(DISTINCT graduate_id) FROM graduate_certificate
    WHERE occupation_code = '${LATHE}' AND graduate_id IN (${inStatus(status)})`;
const ofMajor = (status: string): string =>
  `SELECT COUNT(*) FROM graduate WHERE id IN (${inStatus(status)}) AND cohort_id IN
     (SELECT id FROM graduate_cohort WHERE school_class_id IN (SELECT id FROM school_class WHERE school_major_id IN
        (SELECT id FROM school_major WHERE name = '数控加工')))`;
const inDistrict = (status: string): string =>
  `SELECT COUNT(*) FROM graduate WHERE id IN (${inStatus(status)})
      AND school_id = (SELECT id FROM school WHERE region_code = '320411')`;
const places = (where: string): string =>
  `SELECT COALESCE(SUM(heads), 0) - COALESCE(SUM(taken), 0) FROM job_posting WHERE id IN (${SHOWN}) AND ${where}`;

type Counted = Record<'supply' | 'placed' | 'demand', number>;

async function three(dataSource: DataSource, of: (status: string) => string, where: string): Promise<Counted> {
  const [row] = (await dataSource.query(
    `SELECT (${of('AVAILABLE')}) AS supply, (${of('PLACED')}) AS placed, (${places(where)}) AS demand`,
  )) as [Record<keyof Counted, number | string>];
  return { supply: Number(row.supply), placed: Number(row.placed), demand: Number(row.demand) };
}

/** One row of the balance by each dimension, by its key. */
export async function balanceByHand(dataSource: DataSource): Promise<Record<string, { key: string } & Counted>> {
  const majors = `id IN (SELECT job_posting_id FROM job_posting_major WHERE major_name = '数控加工')`;
  return {
    OCCUPATION: { key: LATHE, ...(await three(dataSource, certified, `occupation_code = '${LATHE}'`)) },
    MAJOR: { key: '数控加工', ...(await three(dataSource, ofMajor, majors)) },
    DISTRICT: { key: '320411', ...(await three(dataSource, inDistrict, "region_code = '320411'")) },
  };
}

export interface CohortFigures {
  readonly placedBefore: number;
  readonly placed: number;
  readonly related: number;
  readonly checked: number;
  readonly retained: number;
}

/** Sums over all cohorts. */
export async function figuresByHand(dataSource: DataSource): Promise<CohortFigures> {
  const [row] = (await dataSource.query(
    `SELECT (SELECT SUM(placed_before) FROM graduate_cohort) AS placedBefore,
            (SELECT COUNT(*) FROM graduate WHERE status = 'PLACED') AS placed,
            (SELECT COUNT(*) FROM placement_outcome WHERE related_to_major = 1) AS related,
            (SELECT COUNT(*) FROM placement_outcome WHERE retained IS NOT NULL) AS checked,
            (SELECT COUNT(*) FROM placement_outcome WHERE retained = 1) AS retained`,
  )) as [Record<keyof CohortFigures, number | string>];
  const { placedBefore, placed, related, checked, retained } = row;
  return {
    placedBefore: Number(placedBefore),
    placed: Number(placed),
    related: Number(related),
    checked: Number(checked),
    retained: Number(retained),
  };
}
