import { Command } from 'commander';
import { CommandContext } from './command-context';
import { registerAuditCommand } from './commands/audit.command';
import { registerComplianceCommand } from './commands/compliance.command';
import { registerExportCommand } from './commands/export.command';
import { registerGenCommand } from './commands/gen.command';
import { registerImportCommand } from './commands/import.command';
import { registerMigrateCommand } from './commands/migrate.command';
import { registerPersonalDataCommand } from './commands/personal-data.command';
import { registerReportCommand } from './commands/report.command';
import { registerSampleCommand } from './commands/sample.command';
import { registerSeedCommand } from './commands/seed.command';
import { registerTemplateCommand } from './commands/template.command';
import { registerUserCommand } from './commands/user.command';
import { registerVerifyCommand } from './commands/verify.command';

/** Every command of `npm run sxbq -- …`. */
export function buildProgram(context: CommandContext): Command {
  const program = new Command('sxbq').description('十校百企平台命令行').exitOverride();
  registerMigrateCommand(program, context);
  registerImportCommand(program, context);
  registerExportCommand(program, context);
  registerTemplateCommand(program, context);
  registerComplianceCommand(program, context);
  registerAuditCommand(program, context);
  registerGenCommand(program, context);
  registerPersonalDataCommand(program, context);
  registerReportCommand(program, context);
  registerSampleCommand(program, context);
  registerSeedCommand(program, context);
  registerUserCommand(program, context);
  registerVerifyCommand(program, context);
  return program;
}
