import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GraduatesModule } from '@sxbq/graduates';
import { PostingsModule } from '@sxbq/postings';
import { PrivacyModule } from '@sxbq/privacy';
import { ApplicantsService } from './applicants.service';
import { ApplicationExpiryService } from './application-expiry.service';
import { ApplicationSteps } from './application-steps';
import { ApplicationsService } from './applications.service';
import { JobInvitations } from './job-invitations.service';
import { OutcomesService } from './outcomes.service';
import { ApplicantsRepository } from './persistence/applicants.repository';
import { ApplicationEvent } from './persistence/application-event.entity';
import { Application } from './persistence/application.entity';
import { ApplicationsRepository } from './persistence/applications.repository';
import { OutcomesRepository } from './persistence/outcomes.repository';
import { ApplicationPersonalData } from './persistence/application-personal-data';
import { EndedApplicationsRetention, PlacementDetailsRetention } from './persistence/placement-retention';
import { PlacementOutcome } from './persistence/placement-outcome.entity';
import { PostWish } from './persistence/post-wish.entity';
import { PostWishesRepository } from './persistence/post-wishes.repository';
import { PostWishesService } from './post-wishes.service';
import './placement.permissions';
import { SharingService } from './sharing.service';
import { RoundOffers } from './round-offers.service';

@Module({
  imports: [
    GraduatesModule,
    PostingsModule,
    PrivacyModule,
    TypeOrmModule.forFeature([Application, ApplicationEvent, PlacementOutcome, PostWish]),
  ],
  providers: [
    ApplicationsRepository,
    OutcomesRepository,
    ApplicantsRepository,
    PostWishesRepository,
    ApplicationPersonalData,
    EndedApplicationsRetention,
    PlacementDetailsRetention,
    ApplicationSteps,
    ApplicationsService,
    JobInvitations,
    OutcomesService,
    ApplicantsService,
    PostWishesService,
    SharingService,
    ApplicationExpiryService,
    RoundOffers,
  ],
  exports: [
    ApplicationsService,
    JobInvitations,
    OutcomesService,
    ApplicantsService,
    PostWishesService,
    SharingService,
    ApplicationExpiryService,
    RoundOffers,
    PostingsModule,
  ],
})
export class PlacementModule {}
