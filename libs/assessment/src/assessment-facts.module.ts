import { Module } from '@nestjs/common';
import { ComplianceModule } from '@sxbq/compliance';
import { AssessmentFactsService } from './assessment-facts.service';

/** Measures schools and enterprises for the year's end; reads, writes nothing. */
@Module({ imports: [ComplianceModule], providers: [AssessmentFactsService], exports: [AssessmentFactsService] })
export class AssessmentFactsModule {}
