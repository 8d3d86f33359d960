import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@sxbq/identity';
import { ConsentsService } from './consents.service';
import { CorrectionsService } from './corrections.service';
import { ErasureService } from './erasure.service';
import { HeldData } from './held-data.service';
import { KeyRotationService } from './key-rotation.service';
import { NoticesService } from './notices.service';
import { Consent } from './persistence/consent.entity';
import { ConsentsRepository } from './persistence/consents.repository';
import { ErasedPerson } from './persistence/erased-person.entity';
import { ErasedPersonsRepository, ErasedPersonsRetention } from './persistence/erased-persons.repository';
import { ErasureStep } from './persistence/erasure-step.entity';
import { NoticesRepository } from './persistence/notices.repository';
import { PersonalTables } from './persistence/personal-tables';
import { PersonRequest } from './persistence/person-request.entity';
import { PersonRequestRecord } from './persistence/person-request-record.entity';
import { PersonRequestsRepository } from './persistence/person-requests.repository';
import { PrivacyNotice } from './persistence/privacy-notice.entity';
import { ClosedRequestsRetention, WithdrawnConsentsRetention } from './persistence/privacy-retention';
import { PersonExportService } from './person-export.service';
import { PersonRequestsService } from './person-requests.service';
import { PersonalDataSources } from './personal-data-sources';
import './privacy.permissions';
import { RetentionService } from './retention.service';

const services = [
  PersonRequestsService,
  HeldData,
  CorrectionsService,
  PersonExportService,
  ErasureService,
  NoticesService,
  ConsentsService,
  RetentionService,
  KeyRotationService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([PrivacyNotice, Consent, PersonRequest, PersonRequestRecord, ErasureStep, ErasedPerson]),
    DiscoveryModule,
    IdentityModule,
  ],
  providers: [
    ...services,
    PersonalDataSources,
    PersonalTables,
    PersonRequestsRepository,
    ConsentsRepository,
    NoticesRepository,
    WithdrawnConsentsRetention,
    ClosedRequestsRetention,
    ErasedPersonsRepository,
    ErasedPersonsRetention,
  ],
  exports: services,
})
export class PrivacyModule {}
