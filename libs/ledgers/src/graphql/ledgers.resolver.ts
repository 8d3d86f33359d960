import { Args, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { CallKind, CountedAs } from '@sxbq/platform';
import { EntityIdArg, PageArgs } from '@sxbq/platform/graphql';
import { LedgerImportService } from '../ledger-import.service';
import type { LedgerImport } from '../persistence/ledger-import.entity';
import { ImportProgressEvent, ImportWatch } from './import-watch';
import { ImportLedgersInput, LedgerImportPage, LedgerImportType } from './ledgers.types';

@Resolver()
export class LedgersResolver {
  constructor(
    private readonly ledgers: LedgerImportService,
    private readonly watch: ImportWatch,
  ) {}

  @Mutation(() => LedgerImportType, { description: '导入已上传的台账文件；由后台执行，用 ledgerImport 查看进度和结果' })
  @RequirePermission('ledgers.import')
  @CountedAs(CallKind.COSTLY)
  importLedgers(@Args('input') { fileIds, mode }: ImportLedgersInput): Promise<LedgerImport> {
    return this.ledgers.request(currentPrincipal(), fileIds, mode);
  }

  @Query(() => LedgerImportType, { description: '一次台账导入' })
  @RequirePermission('ledgers.import')
  ledgerImport(@EntityIdArg('id') id: EntityId): Promise<LedgerImport> {
    return this.ledgers.get(currentPrincipal(), id);
  }

  @Query(() => LedgerImportPage, { description: '本单位的台账导入，新的在前' })
  @RequirePermission('ledgers.import')
  ledgerImports(@Args() page: PageArgs): Promise<Page<LedgerImport>> {
    return this.ledgers.list(currentPrincipal(), page);
  }

  @Subscription(() => LedgerImportType, { description: '一次台账导入的进度，到结束为止' })
  @RequirePermission('ledgers.import')
  ledgerImportProgress(@EntityIdArg('id') id: EntityId): Promise<AsyncGenerator<ImportProgressEvent>> {
    return this.watch.watch(id);
  }
}
