import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CataloguesModule } from '@sxbq/catalogues';
import { EnterprisesModule } from '@sxbq/enterprises';
import { EnterpriseVetting } from './persistence/enterprise-vetting.entity';
import { JobPostingFinding } from './persistence/job-posting-finding.entity';
import { JobPostingMajor } from './persistence/job-posting-major.entity';
import { JobPosting } from './persistence/job-posting.entity';
import { PostingRuleSet } from './persistence/posting-rule-set.entity';
import { PostingRuleSetsRepository } from './persistence/posting-rule-sets.repository';
import { PostingsRepository } from './persistence/postings.repository';
import { VettingsRepository } from './persistence/vettings.repository';
import { PostingContentCheck } from './posting-content.check';
import { PostingExpiryService } from './posting-expiry.service';
import { PostingPlaces } from './posting-places';
import { PostingReviewService } from './posting-review.service';
import { PostingRulesService } from './posting-rules.service';
import { PostingSteps } from './posting-steps';
import './postings.permissions';
import { PostingsService } from './postings.service';
import { VettingsService } from './vettings.service';

@Module({
  imports: [
    CataloguesModule,
    EnterprisesModule,
    TypeOrmModule.forFeature([JobPosting, JobPostingMajor, JobPostingFinding, EnterpriseVetting, PostingRuleSet]),
  ],
  providers: [
    PostingsRepository,
    VettingsRepository,
    PostingRuleSetsRepository,
    PostingContentCheck,
    PostingSteps,
    PostingRulesService,
    PostingsService,
    PostingReviewService,
    PostingExpiryService,
    PostingPlaces,
    VettingsService,
  ],
  exports: [
    PostingsService,
    PostingReviewService,
    PostingRulesService,
    PostingExpiryService,
    PostingPlaces,
    VettingsService,
  ],
})
export class PostingsModule {}
