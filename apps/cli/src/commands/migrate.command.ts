import { CataloguesService } from '@sxbq/catalogues';
import { Migrator } from '@sxbq/platform';
import { PolicyService } from '@sxbq/policy';
import { KeyRotationService } from '@sxbq/privacy';
import { Command } from 'commander';
import { CommandContext } from '../command-context';

/**
 * `migrate [--check]`: bring the schema and what is kept in it up to date, or compare the schema with the code. What no
 * record can be checked without, and no verdict be reached without, comes with it: the catalogues, and the shipped policy
 * where there is none.
 */
export function registerMigrateCommand(program: Command, context: CommandContext): void {
  program
    .command('migrate')
    .description('把数据库结构升级到当前版本，并载入分类目录；没有任何政策标准时写入随附的默认标准')
    .option('--check', '只检查数据库结构与代码是否一致，不作修改')
    .action(async (options: { check?: boolean }) => {
      await context.withServices(async (services) => {
        const migrator = services.get(Migrator);
        if (options.check) {
          const drift = await migrator.drift();
          drift.forEach((statement) => context.print(statement));
          context.explain(
            drift.length === 0 ? '数据库结构与代码一致。' : `数据库结构与代码有 ${drift.length} 处不同。`,
          );
          process.exitCode = drift.length === 0 ? 0 : 2;
          return;
        }
        const names = await migrator.migrate();
        context.explain(names.length === 0 ? '数据库结构已是最新。' : `已执行升级：${names.join('、')}`);
        const sealed = await services
          .get(KeyRotationService)
          .sealClearValues((column, done) => context.explain(`${column}：已加密 ${done} 个值`));
        if (sealed > 0) context.explain(`旧版以明文保存的姓名已加密，共 ${sealed} 个值。`);
        const { added } = await services.get(CataloguesService, { strict: false }).load();
        if (added > 0) context.explain(`分类目录：新增 ${added} 条。`);
        const laidDown = await services.get(PolicyService, { strict: false }).seedWhereNone();
        if (laidDown) context.explain('默认政策：已写入。');
      });
    });
}
