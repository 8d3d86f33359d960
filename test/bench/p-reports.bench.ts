/**
 * Reports of three thousand schools, and the pages of a hundred: processor time of each, reports per second of one core,
 * and the most memory the process has had by then. Nothing but memory: no database.
 */
import { RankingBundle } from '@sxbq/assessment/verification';
import { Audience, ReportKind, renderReport, ReportOptions } from '@sxbq/reports';
import assert from 'node:assert/strict';
import { sampleBundle } from '../../libs/reports/src/testing/sample-bundle';
import { sampleOptions } from '../../libs/reports/src/testing/sample-options';
import { figure, heading, median } from './support/report';

const SCHOOLS = 3_000;
const PAGES = 100;
const EARLIER = [2025, 2024];

interface Measure {
  readonly title: string;
  readonly kind: ReportKind;
  readonly schools: number;
  readonly rounds: number;
}

const MEASURES: readonly Measure[] = [
  { title: `pages of ${PAGES} schools`, kind: ReportKind.SCHOOL_PAGES, schools: PAGES, rounds: 5 },
  { title: `circular of ${PAGES} schools`, kind: ReportKind.CIRCULAR, schools: PAGES, rounds: 5 },
  { title: `CSV of ${SCHOOLS} schools`, kind: ReportKind.CSV, schools: SCHOOLS, rounds: 3 },
  { title: `workbook of ${SCHOOLS} schools`, kind: ReportKind.WORKBOOK, schools: SCHOOLS, rounds: 3 },
  { title: `province workbook of ${SCHOOLS} schools`, kind: ReportKind.PROVINCE_WORKBOOK, schools: SCHOOLS, rounds: 3 },
  { title: `circular of ${SCHOOLS} schools`, kind: ReportKind.CIRCULAR, schools: SCHOOLS, rounds: 3 },
];

const bundles = new Map<string, RankingBundle>();

function bundleOf(year: number, schools: number): RankingBundle {
  const key = `${year}/${schools}`;
  const known = bundles.get(key) ?? sampleBundle({ year, schools, region: '32' });
  bundles.set(key, known);
  return known;
}

async function main(): Promise<void> {
  const options: ReportOptions = sampleOptions({ audience: Audience.INTERNAL });
  heading('reports, processor time of one core');
  for (const { title, kind, schools, rounds } of MEASURES) {
    const bundle = bundleOf(2026, schools);
    const earlier = EARLIER.map((year) => bundleOf(year, schools));
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round < rounds; round++) {
      const started = process.cpuUsage();
      const { content } = await renderReport(kind, bundle, earlier, options);
      const { user, system } = process.cpuUsage(started);
      times.push((user + system) / 1e6);
      assert.ok(round === 0 || content.length === bytes, 'the same bytes each time');
      bytes = content.length;
    }
    const seconds = median(times);
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    const rate = (1 / seconds).toFixed(2);
    figure(
      title,
      `${seconds.toFixed(2)} s, ${rate} reports/s, ${Math.round(bytes / 1024)} KiB, peak so far ${peak} MiB`,
    );
  }
}

void main();
