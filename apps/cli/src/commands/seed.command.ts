import { AssessmentSchemesService } from '@sxbq/assessment';
import { CataloguesService } from '@sxbq/catalogues';
import { Config, CONFIG } from '@sxbq/platform';
import { PolicyService } from '@sxbq/policy';
import { Command } from 'commander';
import { CommandContext } from '../command-context';
import { seedDevelopmentSignIns } from '../sign-ins/development-sign-ins';
import { signInTable } from '../sign-ins/sign-in-table';

/**
 * `seed`: what every database needs. Run again, it adds only what is new; after an import it finds the school and the
 * enterprise for which sign-ins can be made.
 */
export function registerSeedCommand(program: Command, context: CommandContext): void {
  program
    .command('seed')
    .description('载入分类目录、默认政策与示例考核方案；开发环境另建开发账号并打印出来')
    .action(async () => {
      await context.withServices(async (services) => {
        const { entries, added } = await services.get(CataloguesService, { strict: false }).load();
        context.explain(`分类目录：共 ${entries} 条，新增 ${added} 条。`);
        const laidDown = await services.get(PolicyService, { strict: false }).seedDefault();
        context.explain(laidDown ? '默认政策：已写入。' : '默认政策：已有。');
        const schemes = await services.get(AssessmentSchemesService, { strict: false }).seedDefault();
        context.explain(schemes > 0 ? `示例考核方案：已写入 ${schemes} 份。` : '示例考核方案：已有。');
        if (services.get<Config>(CONFIG, { strict: false }).NODE_ENV === 'production') return;
        context.print(signInTable(await seedDevelopmentSignIns(services)));
      });
    });
}
