/** Supply against demand of a whole province, by every dimension; against the bare statements alone. */
import 'reflect-metadata';
import { INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditModule } from '@sxbq/audit';
import { BalanceDimension, BalanceModule, BalanceRow, BalanceService } from '@sxbq/balance';
import { CataloguesModule, CataloguesService } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { Principal, Role } from '@sxbq/kernel';
import { createLogger, loadConfig, newRequestContext, PlatformModule, runInContext } from '@sxbq/platform';
import { Connection } from 'mysql2/promise';
import assert from 'node:assert/strict';
import { bareBalance, BareRow } from './support/bare-balance';
import { connect, freshDatabase } from './support/database';
import { PROVINCE, seedProvince, YEAR } from './support/province';
import { figure, heading, median, ratio, timed } from './support/report';

const ROUNDS = 5;
const OFFICER: Principal = {
  userId: null,
  sessionId: null,
  organisationId: null,
  schoolId: null,
  enterpriseId: null,
  role: Role.HR_BUREAU,
  regionPrefix: '32',
};

async function main(): Promise<void> {
  const connection = await freshDatabase();
  const second = await connect();
  const seeding = await timed(() => seedProvince(connection));
  const services = await startServices();
  try {
    await runInContext(newRequestContext(OFFICER), async () => {
      const { graduates, postings, schools } = PROVINCE;
      const sizes = [graduates, postings, schools].map((size) => size.toLocaleString('en'));
      heading(`(g) balance of ${sizes[0]} graduates and ${sizes[1]} postings, ${sizes[2]} schools`);
      figure('seeded in', `${(seeding.ms / 1_000).toFixed(0)} s`);
      await services.get(CataloguesService).load();
      for (const dimension of Object.values(BalanceDimension)) await measure([connection, second], services, dimension);
      figure('peak memory of this process', `${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MB`);
    });
  } finally {
    await services.close();
    await second.end();
    await connection.end();
  }
}

async function startServices(): Promise<INestApplicationContext> {
  const config = loadConfig({ ...process.env, LOG_LEVEL: 'error' });
  const platform = PlatformModule.forRoot({ config, logger: createLogger(config, 'bench') });
  @Module({ imports: [platform, IdentityModule, AuditModule, CataloguesModule, BalanceModule] })
  class Services {}
  return NestFactory.createApplicationContext(Services, { logger: false, abortOnError: false });
}

async function measure(
  connections: readonly [Connection, Connection],
  services: INestApplicationContext,
  dimension: BalanceDimension,
): Promise<void> {
  const balance = services.get(BalanceService);
  const product = () => balance.by(OFFICER, dimension, { graduationYear: YEAR, regionPrefix: '' });
  const bare = () => bareBalance(connections, dimension);
  assertSame(await product(), await bare());
  const samples: Record<'bare' | 'product', number[]> = { bare: [], product: [] };
  for (let round = 0; round < ROUNDS; round++) {
    samples.bare.push((await timed(bare)).ms);
    samples.product.push((await timed(product)).ms);
  }
  figure(`${dimension}: bare statements`, `${median(samples.bare).toFixed(0)} ms`);
  figure(`${dimension}: balance`, `${median(samples.product).toFixed(0)} ms`);
  const ratios = samples.product.map((ms, round) => ms / (samples.bare[round] as number));
  ratio({ name: `${dimension}: times the bare statements`, ratio: median(ratios), goal: 'max', target: 2 });
}

/** The same figures, or the comparison says nothing. */
function assertSame(rows: readonly BalanceRow[], bare: readonly BareRow[]): void {
  const expected = new Map<string, number[]>();
  for (const { row_key: key, available = 0, placed = 0, places = 0 } of bare) {
    const [supply = 0, done = 0, demand = 0] = expected.get(String(key)) ?? [];
    expected.set(String(key), [supply + Number(available), done + Number(placed), demand + Number(places)]);
  }
  assert.ok(rows.length > 1);
  assert.deepEqual(new Map(rows.map((row) => [row.key, [row.supply, row.placed, row.demand]])), expected);
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
