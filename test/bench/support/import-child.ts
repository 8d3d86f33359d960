/**
 * A process of its own for one measurement, so that its peak memory is its own. Arguments: `import` or `read`, file.
 * Prints one line of JSON. `import` does what the command line does: the same module, the same service.
 */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { countRows, ImportMode, LedgerImportService } from '@sxbq/ledgers';
import { createLogger, loadConfig, newRequestContext, PersonCipher, runInContext } from '@sxbq/platform';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { CliModule } from '../../../apps/cli/src/cli.module';
import { timed } from './report';
import { idNumberOf, TRAINEES } from './trainee-file';

export interface ChildResult {
  readonly ms: number;
  readonly rows: number;
  /** Peak resident memory in MB. */
  readonly rss: number;
}

async function importFile(file: string): Promise<Omit<ChildResult, 'rss'>> {
  const config = loadConfig({ ...process.env, LOG_LEVEL: 'error' });
  const module = CliModule.forRoot(config, createLogger(config, 'bench'));
  const services = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    const content = await readFile(file);
    const given = [{ fileName: path.basename(file), content }];
    const { ms, answer } = await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () =>
      timed(() =>
        services
          .get(LedgerImportService, { strict: false })
          .importNow(SYSTEM_PRINCIPAL, given, ImportMode.ALL_OR_NOTHING),
      ),
    );
    if (answer.errorCount > 0) throw new Error(`${answer.status}: ${answer.errorCount} errors`);
    await assertKept(services.get(DataSource), services.get(PersonCipher));
    return { ms, rows: answer.rowsDone };
  } finally {
    await services.close();
  }
}

/** Every row is there, name and number encrypted and readable with the key, the import audited with its file's hash. */
async function assertKept(dataSource: DataSource, persons: PersonCipher): Promise<void> {
  const index = TRAINEES - 1;
  const [kept] = (await dataSource.query(
    `SELECT id_number AS sealed, name AS sealedName, person_key AS personKey, (SELECT COUNT(*) FROM trainee) AS total
       FROM trainee ORDER BY id DESC LIMIT 1`,
  )) as [{ total: string; sealed: string; sealedName: string; personKey: string }];
  if (Number(kept.total) !== TRAINEES) throw new Error(`${kept.total} rows instead of ${TRAINEES}`);
  if (kept.sealed.includes(idNumberOf(index))) throw new Error('an ID number is not encrypted');
  const secret = (await persons.find(dataSource, [kept.personKey])).get(kept.personKey);
  if (secret?.decrypt('trainee.id_number', kept.sealed) !== idNumberOf(index)) throw new Error('an ID number is lost');
  if (secret.decrypt('trainee.name', kept.sealedName) !== `学员${index}`) throw new Error('a name is lost');
  const audited = (await dataSource.query("SELECT 1 FROM audit_entry WHERE action LIKE 'ledgers.%' LIMIT 1")) as [];
  if (audited.length === 0) throw new Error('the import is not in the audit');
}

async function read(file: string): Promise<Omit<ChildResult, 'rss'>> {
  const { ms, answer } = await timed(() => countRows({ fileName: path.basename(file), path: file }));
  return { ms, rows: answer };
}

async function main([task, file]: string[]): Promise<void> {
  const result = task === 'import' ? await importFile(file as string) : await read(file as string);
  const rss = process.resourceUsage().maxRSS / 1_024;
  process.stdout.write(`${JSON.stringify({ ...result, rss } satisfies ChildResult)}\n`);
}

void main(process.argv.slice(2));
