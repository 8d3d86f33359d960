/** Recompute of a whole nation's schools, with evidence, kept; against the bare aggregate statements alone. */
import 'reflect-metadata';
import { INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditModule } from '@sxbq/audit';
import { ComplianceModule, ComplianceRecomputeService, ComplianceRunsService } from '@sxbq/compliance';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { createLogger, loadConfig, newRequestContext, PlatformModule, runInContext } from '@sxbq/platform';
import { Connection, RowDataPacket } from 'mysql2/promise';
import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { BareFigures, bareFigures, bareFiguresOf } from './support/bare-aggregates';
import { freshDatabase } from './support/database';
import { AS_OF, NATION, seedNation, YEAR } from './support/nation';
import { figure, heading, median, ratio, timed } from './support/report';

const ROUNDS = 3;
const SINGLE_SCHOOLS = 60;

async function main(): Promise<void> {
  const connection = await freshDatabase();
  const seeding = await timed(() => seedNation(connection));
  const services = await startServices();
  try {
    await runInContext(newRequestContext(SYSTEM_PRINCIPAL), async () => {
      const classes = (NATION.schools * NATION.classesPerSchool).toLocaleString('en');
      const students = (seeding.answer / 1e6).toFixed(1);
      heading(
        `(b) recompute of ${NATION.schools} schools, ${students} M students in ${classes} classes, with evidence`,
      );
      figure('seeded in', `${(seeding.ms / 1_000).toFixed(0)} s`);
      await measureAll(connection, services);
      await measureOne(connection, services);
    });
  } finally {
    await services.close();
    await connection.end();
  }
}

async function startServices(): Promise<INestApplicationContext> {
  const config = loadConfig({ ...process.env, LOG_LEVEL: 'error' });
  const logger = createLogger(config, 'bench');
  const clock = new FixedClock(new Date(`${AS_OF}T04:00:00Z`));
  @Module({
    imports: [PlatformModule.forRoot({ config, logger, clock }), IdentityModule, AuditModule, ComplianceModule],
  })
  class Services {}
  return NestFactory.createApplicationContext(Services, { logger: false, abortOnError: false });
}

async function measureAll(connection: Connection, services: INestApplicationContext): Promise<void> {
  const runs = services.get(ComplianceRunsService);
  const recompute = async (): Promise<number> => {
    const { id } = await runs.request(SYSTEM_PRINCIPAL, YEAR);
    const { ms } = await timed(() => runs.proceed(id, () => Promise.resolve()));
    const run = await runs.run(SYSTEM_PRINCIPAL, id);
    assert.deepEqual([run.status, run.done, run.failed], ['DONE', NATION.schools, 0]);
    return ms;
  };
  await recompute();
  const figures = await bareFigures(connection);
  await assertSameFigures(connection, figures);

  const bare: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push((await timed(() => bareFigures(connection))).ms);
    whole.push(await recompute());
  }
  figure('bare aggregate statements, no evidence', `${median(bare).toFixed(0)} ms`);
  figure('recompute as a city-wide run, evidence, kept', `${median(whole).toFixed(0)} ms`);
  figure('peak memory of this process', `${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MB`);
  const ratios = whole.map((ms, round) => ms / (bare[round] as number));
  figure('ratio round by round', ratios.map((value) => value.toFixed(2)).join('  '));
  ratio({ name: 'times the bare statements', ratio: median(ratios), goal: 'max', target: 2 });
  ratio({ name: 'the same, stretch', ratio: median(ratios), goal: 'max', target: 1.2 });
}

async function measureOne(connection: Connection, services: INestApplicationContext): Promise<void> {
  const recompute = services.get(ComplianceRecomputeService);
  const bare: number[] = [];
  const whole: number[] = [];
  for (let index = 0; index < SINGLE_SCHOOLS; index++) {
    const schoolId = 1 + index * 47;
    bare.push((await timed(() => bareFiguresOf(connection, schoolId))).ms);
    whole.push((await timed(() => recompute.recompute({ schoolId, year: YEAR }))).ms);
  }
  figure('one school: its bare statements', `${median(bare).toFixed(1)} ms`);
  figure('one school: recompute, evidence, kept', `${median(whole).toFixed(1)} ms`);
  const beyond = median(whole.map((ms, index) => ms - (bare[index] as number)));
  ratio({ name: 'one school: ms beyond its bare statements', ratio: beyond, goal: 'max', target: 5 });
  ratio({ name: 'the same, stretch', ratio: beyond, goal: 'max', target: 3 });
}

/** The kept results say what the bare statements say, and every one carries its evidence. */
async function assertSameFigures(connection: Connection, expected: ReadonlyMap<number, BareFigures>): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT school_id, tier, indicators, evidence FROM compliance_result WHERE year = ? AND as_of = ? ORDER BY school_id',
    [YEAR, AS_OF],
  );
  assert.equal(rows.length, NATION.schools);
  for (const { school_id: id, tier, indicators, evidence } of rows as KeptRow[]) {
    const figures = expected.get(id) as BareFigures;
    const kept = typeof indicators === 'string' ? (JSON.parse(indicators) as Kept[]) : indicators;
    for (const { code, measured, target, verdict } of kept) {
      if (verdict === 'NOT_APPLICABLE') continue;
      assert.deepEqual(
        code === 'MAJORS' ? [measured, target] : comparable(measured),
        measuredBy(figures, code, tier),
        `${code} of school ${id}`,
      );
    }
    const counted = (JSON.parse(inflateSync(evidence.subarray(4)).toString()) as { counted: unknown[] }[])[5]?.counted;
    assert.equal(counted?.length, figures.outsideMembers, `evidence of school ${id}`);
  }
}

interface Kept {
  readonly code: string;
  readonly verdict: string;
  readonly measured: number | { counted: number; total: number };
  readonly target: unknown;
}
type KeptRow = { school_id: number; tier: string; indicators: string | Kept[]; evidence: Buffer };

const comparable = (measured: Kept['measured']): number | [number, number] =>
  typeof measured === 'number' ? measured : [measured.counted, measured.total];

function measuredBy(figures: BareFigures, code: string, tier: string): number | [number, number] {
  switch (code) {
    case 'PARTNERS':
      return figures.partners;
    case 'MAJORS':
      return [figures.majorsMet, figures.majorsConcerned];
    case 'SENIOR_CLASSES':
      return [tier === 'TECHNICIAN_COLLEGE' ? figures.countedHeads : figures.seniorHeads, figures.heads];
    case 'TRAINING':
      return figures.trainings;
    case 'SECONDMENTS':
      return figures.days;
    case 'COMMITTEE':
      return [figures.outsideMembers, figures.members];
    default:
      throw new Error(`unknown indicator ${code}`);
  }
}

void main();
