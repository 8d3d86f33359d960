import { Type } from '@nestjs/common';
import { AgreementsGraphqlModule } from '@sxbq/agreements/graphql';
import { BalanceGraphqlModule } from '@sxbq/balance/graphql';
import { AssessmentGraphqlModule } from '@sxbq/assessment/graphql';
import { CataloguesGraphqlModule } from '@sxbq/catalogues/graphql';
import { ComplianceGraphqlModule } from '@sxbq/compliance/graphql';
import { EnterprisesGraphqlModule } from '@sxbq/enterprises/graphql';
import { GraduatesGraphqlModule } from '@sxbq/graduates/graphql';
import { IdentityGraphqlModule } from '@sxbq/identity/graphql';
import { LedgersGraphqlModule } from '@sxbq/ledgers/graphql';
import { MatchingGraphqlModule, RoundsGraphqlModule } from '@sxbq/matching/graphql';
import { PlacementGraphqlModule } from '@sxbq/placement/graphql';
import { PolicyGraphqlModule } from '@sxbq/policy/graphql';
import { PostingsGraphqlModule } from '@sxbq/postings/graphql';
import { PrivacyGraphqlModule } from '@sxbq/privacy/graphql';
import { ReportsGraphqlModule } from '@sxbq/reports/graphql';
import { SchoolsGraphqlModule } from '@sxbq/schools/graphql';
import { TalentGraphqlModule } from '@sxbq/talent/graphql';
import { TrainingGraphqlModule } from '@sxbq/training/graphql';
import { TrainingMenuGraphqlModule } from '@sxbq/training-menu/graphql';

/** Everything the API serves. */
export const graphqlModules: Type[] = [
  IdentityGraphqlModule,
  PrivacyGraphqlModule,
  CataloguesGraphqlModule,
  SchoolsGraphqlModule,
  EnterprisesGraphqlModule,
  PolicyGraphqlModule,
  AgreementsGraphqlModule,
  TrainingGraphqlModule,
  TalentGraphqlModule,
  GraduatesGraphqlModule,
  PostingsGraphqlModule,
  PlacementGraphqlModule,
  MatchingGraphqlModule,
  RoundsGraphqlModule,
  BalanceGraphqlModule,
  TrainingMenuGraphqlModule,
  ComplianceGraphqlModule,
  AssessmentGraphqlModule,
  ReportsGraphqlModule,
  LedgersGraphqlModule,
];
