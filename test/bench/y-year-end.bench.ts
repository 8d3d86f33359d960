/** The year end of a nation's schools: facts, ranking, sealed bundle; against the bare statements plus JSON. */
import 'reflect-metadata';
import { INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  AssessmentFactsModule,
  AssessmentFactsService,
  AssessmentScheme,
  AssessmentSubject,
  bundleText,
  Marks,
  OrganisationFacts,
  RankingBundle,
  RankingInput,
  sampleScheme,
  sealBundle,
  verifyBundle,
} from '@sxbq/assessment';
import { AuditModule } from '@sxbq/audit';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, SigningKey, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { createLogger, loadConfig, newRequestContext, PlatformModule, runInContext } from '@sxbq/platform';
import { Connection } from 'mysql2/promise';
import assert from 'node:assert/strict';
import { bareYearEnd } from './support/bare-year-end';
import { freshDatabase } from './support/database';
import { AS_OF, NATION, seedNation, YEAR } from './support/nation';
import { figure, heading, median, ratio, timed } from './support/report';

const ROUNDS = 3;
const SUBJECT = AssessmentSubject.SCHOOL;
const KEY = new SigningKey(`bench:${Buffer.alloc(32, 7).toString('base64')}`);

/** One run, and how long its parts took. */
interface YearEnd {
  readonly text: string;
  readonly bundle: RankingBundle;
  readonly factsMs: number;
  readonly sealMs: number;
  readonly writeMs: number;
}

async function main(): Promise<void> {
  const connection = await freshDatabase();
  await seedNation(connection);
  const services = await startServices();
  try {
    await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () => measure(connection, services));
  } finally {
    await services.close();
    await connection.end();
  }
}

async function measure(connection: Connection, services: INestApplicationContext): Promise<void> {
  heading(`(y) year end of ${NATION.schools} schools: facts, ranking, sealed bundle`);
  const facts = services.get(AssessmentFactsService);
  const first = await yearEnd(facts);
  assert.equal(first.bundle.rankings[0]?.rows.length, NATION.schools);
  assert.deepEqual(verifyBundle(first.bundle).differences, []);

  const bare: number[] = [];
  const whole: YearEnd[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const statements = await timed(() => bareYearEnd(connection));
    const json = await timed(() => Promise.resolve(JSON.stringify(first.bundle)));
    bare.push(statements.ms + json.ms);
    whole.push(await yearEnd(facts));
    assert.equal(whole.at(-1)?.text, first.text);
  }
  const totals = whole.map(({ factsMs, sealMs, writeMs }) => factsMs + sealMs + writeMs);
  const part = (of: (run: YearEnd) => number): string => `${median(whole.map(of)).toFixed(0)} ms`;
  figure('bare statements, no evidence, and JSON', `${median(bare).toFixed(0)} ms`);
  figure(
    'facts with evidence',
    part(({ factsMs }) => factsMs),
  );
  figure(
    'scored, ranked, hashed, signed',
    part(({ sealMs }) => sealMs),
  );
  figure(
    'written as canonical JSON',
    part(({ writeMs }) => writeMs),
  );
  figure('bundle', `${(first.text.length / 1e6).toFixed(1)} MB`);
  figure('peak memory of this process', `${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MB`);
  const ratios = totals.map((ms, round) => ms / (bare[round] as number));
  figure('ratio round by round', ratios.map((value) => value.toFixed(2)).join('  '));
  ratio({ name: 'times the bare statements plus JSON', ratio: median(ratios), goal: 'max', target: 3 });
}

async function yearEnd(facts: AssessmentFactsService): Promise<YearEnd> {
  const organisations: OrganisationFacts[] = [];
  const query = { subject: SUBJECT, regionPrefix: '', year: YEAR, asOf: AS_OF };
  const read = await timed(() => facts.read(query, (page) => void organisations.push(...page)));
  const scheme = sampleScheme(SUBJECT, YEAR);
  const input = inputOf(organisations, scheme);
  const sealed = await timed(() => Promise.resolve(sealBundle(input, KEY)));
  const written = await timed(() => Promise.resolve(bundleText(sealed.answer)));
  return {
    text: written.answer,
    bundle: sealed.answer,
    factsMs: read.ms,
    sealMs: sealed.ms,
    writeMs: written.ms,
  };
}

/** Two markers for each goal that people score. */
function inputOf(organisations: readonly OrganisationFacts[], scheme: AssessmentScheme): RankingInput {
  const goals = scheme.goals.filter(({ components }) => components.some(({ measure }) => measure.kind === 'MARKED'));
  const marks = organisations.flatMap(({ subject, organisationId }) =>
    goals.map(({ code }): Marks => {
      const points = String(60 + (organisationId % 35));
      const both = [1, 2].map((marker) => ({ marker, points }));
      return { subject, organisationId, goal: code, marks: both, moderated: null, final: points };
    }),
  );
  return {
    region: '32',
    year: YEAR,
    run: 1,
    version: 1,
    schemes: [scheme],
    organisations,
    marks,
    corrections: [],
    salt: 'ab'.repeat(32),
    previous: null,
  };
}

async function startServices(): Promise<INestApplicationContext> {
  const config = loadConfig({ ...process.env, LOG_LEVEL: 'error' });
  const logger = createLogger(config, 'bench');
  const clock = new FixedClock(new Date(`${AS_OF}T04:00:00Z`));
  @Module({
    imports: [PlatformModule.forRoot({ config, logger, clock }), IdentityModule, AuditModule, AssessmentFactsModule],
  })
  class Services {}
  return NestFactory.createApplicationContext(Services, { logger: false, abortOnError: false });
}

void main();
