import { DynamicModule, Module, Type } from '@nestjs/common';
import { AgreementsModule } from '@sxbq/agreements';
import { AssessmentModule } from '@sxbq/assessment';
import { BalanceModule } from '@sxbq/balance';
import { CataloguesModule } from '@sxbq/catalogues';
import { ComplianceModule } from '@sxbq/compliance';
import { EnterprisesModule } from '@sxbq/enterprises';
import { GraduatesModule } from '@sxbq/graduates';
import { IdentityModule } from '@sxbq/identity';
import { LedgersModule } from '@sxbq/ledgers';
import { MatchingModule, RoundsModule } from '@sxbq/matching';
import { Config, PlatformModule } from '@sxbq/platform';
import { PlacementModule } from '@sxbq/placement';
import { PostingsModule } from '@sxbq/postings';
import { PrivacyModule } from '@sxbq/privacy';
import { PolicyModule } from '@sxbq/policy';
import { ReportsModule } from '@sxbq/reports';
import { SchoolsModule } from '@sxbq/schools';
import { TalentModule } from '@sxbq/talent';
import { TrainingModule } from '@sxbq/training';
import { TrainingMenuModule } from '@sxbq/training-menu';
import { Logger } from 'pino';

/** Every lib with services and entities; together they are the whole schema. */
export const serviceModules: Type[] = [
  IdentityModule,
  PrivacyModule,
  CataloguesModule,
  SchoolsModule,
  EnterprisesModule,
  PolicyModule,
  AgreementsModule,
  TrainingModule,
  TalentModule,
  GraduatesModule,
  PostingsModule,
  PlacementModule,
  MatchingModule,
  BalanceModule,
  TrainingMenuModule,
  RoundsModule,
  ComplianceModule,
  AssessmentModule,
  ReportsModule,
  LedgersModule,
];

/** Every service a command may call; and every entity, so that `migrate --check` compares the whole schema. */
@Module({})
export class CliModule {
  static forRoot(config: Config, logger: Logger): DynamicModule {
    return {
      module: CliModule,
      imports: [PlatformModule.forRoot({ config, logger }), ...serviceModules],
    };
  }
}
