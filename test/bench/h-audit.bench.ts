/**
 * The audit at 1 000 000 entries: sealing them, and verifying them as `sxbq audit verify` does, with the memory that the
 * verifier adds; what one entry costs the transaction that writes it.
 */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AuditChain, AuditModule, AuditTrail, Sealer } from '@sxbq/audit';
import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { createLogger, loadConfig, newRequestContext, PlatformModule, runInContext, UnitOfWork } from '@sxbq/platform';
import { Connection } from 'mysql2/promise';
import { freshDatabase } from './support/database';
import { figure, heading, median, timed } from './support/report';

const ENTRIES = 1_000_000;
const DAYS = 100;
const ROUNDS = 5;
const WRITES = 2_000;

async function main(): Promise<void> {
  const connection = await freshDatabase();
  const config = loadConfig({ ...process.env, LOG_LEVEL: 'error' });
  const platform = PlatformModule.forRoot({ config, logger: createLogger(config, 'bench') });
  const services = await NestFactory.createApplicationContext(
    { module: class {}, imports: [platform, AuditModule] },
    { logger: false, abortOnError: false },
  );
  try {
    heading(`(h) the audit at ${ENTRIES.toLocaleString('en')} entries`);
    await fill(connection);
    const sealing = await timed(() => services.get(Sealer).run());
    figure('sealing all of them', `${seconds(sealing.ms)} (${sealing.answer?.heads} days signed)`);
    await verify(services.get(AuditChain));
    await writeSome(services.get(UnitOfWork), services.get(AuditTrail));
  } finally {
    await services.close();
    await connection.end();
  }
}

/** Entries as a city leaves them: a change of a few fields, ten thousand a day. */
async function fill(connection: Connection): Promise<void> {
  await connection.query(
    `INSERT INTO audit_entry (occurred_at, actor_role, actor_user_id, actor_organisation_id, actor_session_id, action,
                              object_type, object_id, changes, result, correlation_id, address)
     SELECT NOW(6) - INTERVAL (? - seq * ? DIV ?) DAY - INTERVAL 2 DAY, 'SCHOOL', seq MOD 500, seq MOD 50, seq, 'agreements.edit',
            'Agreement', seq MOD 9000, JSON_OBJECT('effectiveTo', JSON_ARRAY('2025-01-01', '2026-01-01'), 'n', JSON_ARRAY(1, seq)),
            'DONE', UUID(), '10.0.0.1'
       FROM seq_1_to_${ENTRIES}`,
    [DAYS, DAYS, ENTRIES],
  );
}

async function verify(chain: AuditChain): Promise<void> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const { ms, answer } = await timed(() => chain.verify());
  clearInterval(watch);
  if (!answer.intact || answer.entryCount !== ENTRIES) throw new Error(JSON.stringify(answer));
  figure(
    'verifying all of them',
    `${seconds(ms)} (${Math.round(ENTRIES / (ms / 1_000)).toLocaleString('en')} a second)`,
  );
  figure('memory that it adds at its peak', `${Math.round((peak - before) / 1_048_576)} MB`);
}

async function writeSome(unitOfWork: UnitOfWork, audit: AuditTrail): Promise<void> {
  const entry = { action: 'agreements.edit', objectType: 'Agreement', objectId: 1, before: { n: 1 }, after: { n: 2 } };
  const cost = async (audited: boolean): Promise<number> => {
    const { ms } = await timed(async () => {
      for (let n = 0; n < WRITES; n++) {
        await unitOfWork.run(async (tx) => {
          await tx.query(
            "INSERT INTO inbox_message (consumer, message_id, processed_at) VALUES ('bench', UUID(), NOW(6))",
          );
          if (audited) await audit.record(tx, entry);
        });
      }
    });
    return ms / WRITES;
  };
  const samples: Record<'with' | 'without', number[]> = { with: [], without: [] };
  await runInContext(newRequestContext(SYSTEM_PRINCIPAL), async () => {
    for (let round = 0; round < ROUNDS; round++) {
      samples.without.push(await cost(false));
      samples.with.push(await cost(true));
    }
  });
  figure('a small transaction without an entry', `${median(samples.without).toFixed(2)} ms`);
  figure('the same with its entry', `${median(samples.with).toFixed(2)} ms`);
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
