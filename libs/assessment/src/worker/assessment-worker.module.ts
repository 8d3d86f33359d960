import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment.module';
import { AssessmentDeadlinesProcessor } from './assessment-deadlines.processor';
import { ProceedAssessmentProcessor } from './proceed-assessment.processor';
import { RouteRequestedTasks } from './route-requested-tasks';

@Module({
  imports: [AssessmentModule],
  providers: [RouteRequestedTasks, ProceedAssessmentProcessor, AssessmentDeadlinesProcessor],
})
export class AssessmentWorkerModule {}
