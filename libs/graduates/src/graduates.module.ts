import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CataloguesModule } from '@sxbq/catalogues';
import { SchoolsModule } from '@sxbq/schools';
import { CohortsService } from './cohorts.service';
import { GraduatePlaces } from './graduate-places';
import { GraduateReveals } from './graduate-reveals';
import './graduates.permissions';
import { GraduatesService } from './graduates.service';
import { CohortsRepository } from './persistence/cohorts.repository';
import { GraduateCertificate } from './persistence/graduate-certificate.entity';
import { GraduateCohort } from './persistence/graduate-cohort.entity';
import { GraduateWish } from './persistence/graduate-wish.entity';
import { GraduateRetention } from './persistence/graduate-retention';
import { GraduatePersonalData } from './persistence/graduate-personal-data';
import { Graduate } from './persistence/graduate.entity';
import { GraduatesRepository } from './persistence/graduates.repository';
import { WishesCheck } from './wishes.check';

@Module({
  imports: [
    CataloguesModule,
    SchoolsModule,
    TypeOrmModule.forFeature([GraduateCohort, Graduate, GraduateCertificate, GraduateWish]),
  ],
  providers: [
    CohortsRepository,
    GraduatesRepository,
    GraduatePersonalData,
    GraduateRetention,
    WishesCheck,
    CohortsService,
    GraduatesService,
    GraduatePlaces,
    GraduateReveals,
  ],
  exports: [CohortsService, GraduatesService, GraduatePlaces],
})
export class GraduatesModule {}
