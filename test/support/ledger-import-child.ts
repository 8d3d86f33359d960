import 'reflect-metadata';
import { Test } from '@nestjs/testing';
import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { LedgerImportService, LedgersModule } from '@sxbq/ledgers';
import { createLogger, loadConfig, newRequestContext, PlatformModule, runInContext } from '@sxbq/platform';

/** A process that performs the import with the id it is given, to be killed on the way. */
async function main(importId: number): Promise<void> {
  const config = loadConfig({ LOG_LEVEL: 'error', ...process.env, NODE_ENV: 'test' });
  const logger = createLogger(config, 'child');
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot({ config, logger }), LedgersModule],
  }).compile();
  const app = await module.init();
  await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () => app.get(LedgerImportService).perform(importId));
  await app.close();
}

void main(Number(process.argv[3]));
