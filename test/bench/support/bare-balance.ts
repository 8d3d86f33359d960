/**
 * The balance as the best set-based SQL found for it (MariaDB 10.11), for a whole province and one year: without scopes,
 * narrowing, names or order. What the product's balance cannot be faster than.
 */
import { BalanceDimension } from '@sxbq/balance';
import { Connection, RowDataPacket } from 'mysql2/promise';
import { YEAR } from './province';

export interface BareRow {
  readonly row_key: string;
  readonly available?: number;
  readonly placed?: number;
  readonly places?: number;
}

const COUNTS = "SUM(g.status = 'AVAILABLE') AS available, SUM(g.status = 'PLACED') AS placed";
const HEADS = `COUNT(DISTINCT IF(g.status = 'AVAILABLE', g.id, NULL)) AS available,
  COUNT(DISTINCT IF(g.status = 'PLACED', g.id, NULL)) AS placed`;
const PLACES = 'SUM(p.heads - p.taken) AS places';
const OF_YEAR = `graduate g WHERE g.graduation_year = ${YEAR}`;
const byCohort = `(SELECT g.cohort_id, ${COUNTS} FROM ${OF_YEAR} GROUP BY g.cohort_id) n
  JOIN graduate_cohort c ON c.id = n.cohort_id`;
const LIVE = "p.status = 'LIVE'";

const STATEMENTS: Readonly<Record<BalanceDimension, { readonly supply: string; readonly demand: string }>> = {
  [BalanceDimension.OCCUPATION]: {
    supply: `SELECT k.occupation_code AS row_key, ${COUNTS} FROM graduate g JOIN graduate_certificate k ON k.graduate_id = g.id
              WHERE g.graduation_year = ${YEAR} GROUP BY row_key`,
    demand: `SELECT p.occupation_code AS row_key, ${PLACES} FROM job_posting p WHERE ${LIVE} GROUP BY row_key`,
  },
  [BalanceDimension.MAJOR]: {
    supply: `SELECT m.name AS row_key, SUM(n.available) AS available, SUM(n.placed) AS placed FROM ${byCohort}
               JOIN school_class l ON l.id = c.school_class_id JOIN school_major m ON m.id = l.school_major_id GROUP BY row_key`,
    demand: `SELECT COALESCE(n.major_name, '') AS row_key, ${PLACES}
               FROM job_posting p LEFT JOIN job_posting_major n ON n.job_posting_id = p.id WHERE ${LIVE} GROUP BY row_key`,
  },
  [BalanceDimension.GRADE]: {
    supply: `SELECT k.grade AS row_key, ${HEADS} FROM graduate g JOIN graduate_certificate k ON k.graduate_id = g.id
              WHERE g.graduation_year = ${YEAR} GROUP BY row_key`,
    demand: `SELECT COALESCE(p.grade_floor, '') AS row_key, ${PLACES} FROM job_posting p WHERE ${LIVE} GROUP BY row_key`,
  },
  [BalanceDimension.DISTRICT]: {
    supply: `SELECT s.region_code AS row_key, SUM(n.available) AS available, SUM(n.placed) AS placed FROM ${byCohort}
               JOIN school s ON s.id = c.school_id GROUP BY row_key`,
    demand: `SELECT p.region_code AS row_key, ${PLACES} FROM job_posting p WHERE ${LIVE} GROUP BY row_key`,
  },
  [BalanceDimension.YEAR]: {
    supply: `SELECT g.graduation_year AS row_key, ${COUNTS} FROM ${OF_YEAR} GROUP BY row_key`,
    demand: `SELECT COALESCE(YEAR(p.starts_on), '') AS row_key, ${PLACES} FROM job_posting p WHERE ${LIVE} GROUP BY row_key`,
  },
};

/** Both sides at once, each over its own connection, as the product asks them. */
export async function bareBalance(
  connections: readonly [Connection, Connection],
  dimension: BalanceDimension,
): Promise<BareRow[]> {
  const { supply, demand } = STATEMENTS[dimension];
  const [supplied, demanded] = await Promise.all([
    connections[0].query<RowDataPacket[]>(supply),
    connections[1].query<RowDataPacket[]>(demand),
  ]);
  return [...supplied[0], ...demanded[0]] as BareRow[];
}
