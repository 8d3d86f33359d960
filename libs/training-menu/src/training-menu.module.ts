import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CataloguesModule } from '@sxbq/catalogues';
import { EnterprisesModule } from '@sxbq/enterprises';
import { SchoolsModule } from '@sxbq/schools';
import { TrainingModule } from '@sxbq/training';
import { FitsService } from './fits.service';
import { InterestConversionService } from './interest-conversion.service';
import { InterestSteps } from './interest-steps';
import { InterestsService } from './interests.service';
import { MenuContentCheck } from './menu-content.check';
import { MenuExpiryService } from './menu-expiry.service';
import { NeedsService } from './needs.service';
import { OffersService } from './offers.service';
import { FitsRepository } from './persistence/fits.repository';
import { InterestsRepository } from './persistence/interests.repository';
import { NeedsRepository } from './persistence/needs.repository';
import { OffersRepository } from './persistence/offers.repository';
import { TrainingInterestEvent } from './persistence/training-interest-event.entity';
import { TrainingInterest } from './persistence/training-interest.entity';
import { TrainingNeed } from './persistence/training-need.entity';
import { TrainingOffer } from './persistence/training-offer.entity';
import './training-menu.permissions';

const services = [
  OffersService,
  NeedsService,
  InterestsService,
  InterestConversionService,
  MenuExpiryService,
  FitsService,
];

@Module({
  imports: [
    CataloguesModule,
    SchoolsModule,
    EnterprisesModule,
    TrainingModule,
    TypeOrmModule.forFeature([TrainingOffer, TrainingNeed, TrainingInterest, TrainingInterestEvent]),
  ],
  providers: [
    OffersRepository,
    NeedsRepository,
    InterestsRepository,
    FitsRepository,
    MenuContentCheck,
    InterestSteps,
    ...services,
  ],
  exports: services,
})
export class TrainingMenuModule {}
