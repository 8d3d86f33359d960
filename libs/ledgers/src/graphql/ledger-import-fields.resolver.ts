import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal } from '@sxbq/identity';
import { Page } from '@sxbq/kernel';
import { PageArgs, requestLoader } from '@sxbq/platform/graphql';
import type { ImportWarning, LedgerError } from '../domain/ledger-error';
import { LedgerImportService } from '../ledger-import.service';
import type { LedgerFile } from '../persistence/ledger-file.entity';
import type { LedgerImport } from '../persistence/ledger-import.entity';
import { errorWorkbookPath } from './ledger-paths';
import {
  LedgerFileType,
  LedgerImportErrorPage,
  LedgerImportType,
  LedgerImportWarningType,
  LedgerSheetCountsType,
} from './ledgers.types';

const FILES = Symbol('ledger import files');

@Resolver(() => LedgerImportType)
export class LedgerImportFieldsResolver {
  constructor(private readonly ledgers: LedgerImportService) {}

  @ResolveField(() => [LedgerFileType], { description: '所用的文件' })
  async files(@Parent() { id }: LedgerImport): Promise<LedgerFile[]> {
    const principal = currentPrincipal();
    const loader = requestLoader<number, LedgerFile[]>(FILES, (ids) => this.ledgers.files(principal, ids));
    return (await loader.load(id)) ?? [];
  }

  @ResolveField(() => [LedgerSheetCountsType], { description: '按工作表；导入结束后才有' })
  counts(@Parent() { counts }: LedgerImport): LedgerSheetCountsType[] {
    return Object.entries(counts ?? {}).map(([sheet, figures]) => ({ sheet, ...figures }));
  }

  @ResolveField(() => [LedgerImportWarningType])
  warnings(@Parent() { warnings }: LedgerImport): ImportWarning[] {
    return warnings ?? [];
  }

  @ResolveField(() => LedgerImportErrorPage, { description: '每一处错误，按文件、工作表、行的顺序' })
  errors(@Parent() { id }: LedgerImport, @Args() page: PageArgs): Promise<Page<LedgerError>> {
    return this.ledgers.errors(currentPrincipal(), id, page);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: '加了“错误”列的工作簿的下载路径；没有错误则为空',
  })
  errorWorkbook(@Parent() { id, errorCount }: LedgerImport): string | null {
    return errorCount > 0 ? errorWorkbookPath(id) : null;
  }
}
