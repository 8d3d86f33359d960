import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { EnrolmentService } from './enrolment.service';
import { EnrolmentSnapshot } from './persistence/enrolment-snapshot.entity';
import { EnrolmentRepository } from './persistence/enrolment.repository';
import { SchoolClass } from './persistence/school-class.entity';
import { SchoolClassesRepository } from './persistence/school-classes.repository';
import { SchoolMajor } from './persistence/school-major.entity';
import { SchoolMajorsRepository } from './persistence/school-majors.repository';
import { SchoolTierPeriod } from './persistence/school-tier-period.entity';
import { School } from './persistence/school.entity';
import { SchoolContactPersonalData } from './persistence/school-contact-personal-data';
import { SchoolsRepository } from './persistence/schools.repository';
import { SchoolClassesService } from './school-classes.service';
import { SchoolMajorsService } from './school-majors.service';
import { SchoolsService } from './schools.service';
import './schools.permissions';

@Module({
  imports: [
    TypeOrmModule.forFeature([School, SchoolTierPeriod, SchoolMajor, SchoolClass, EnrolmentSnapshot]),
    AuditModule,
    IdentityModule,
    CataloguesModule,
  ],
  providers: [
    SchoolsRepository,
    SchoolMajorsRepository,
    SchoolClassesRepository,
    EnrolmentRepository,
    SchoolContactPersonalData,
    SchoolsService,
    SchoolMajorsService,
    SchoolClassesService,
    EnrolmentService,
  ],
  exports: [SchoolsService, SchoolMajorsService, SchoolClassesService, EnrolmentService],
})
export class SchoolsModule {}
