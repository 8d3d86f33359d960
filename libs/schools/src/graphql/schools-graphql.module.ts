import { Module } from '@nestjs/common';
import { SchoolsModule } from '../schools.module';
import { EnrolmentResolver } from './enrolment.resolver';
import { SchoolClassesResolver } from './school-classes.resolver';
import { SchoolFieldsResolver } from './school-fields.resolver';
import { SchoolRegister } from './school-register';
import { SchoolMajorsResolver } from './school-majors.resolver';
import { SchoolsResolver } from './schools.resolver';

@Module({
  imports: [SchoolsModule],
  providers: [
    SchoolsResolver,
    SchoolFieldsResolver,
    SchoolMajorsResolver,
    SchoolClassesResolver,
    EnrolmentResolver,
    SchoolRegister,
  ],
})
export class SchoolsGraphqlModule {}
