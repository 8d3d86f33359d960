import { Module } from '@nestjs/common';
import { AgreementsModule } from '@sxbq/agreements';
import { TalentModule } from '../talent.module';
import { SecondmentsResolver } from './secondments.resolver';

@Module({ imports: [TalentModule, AgreementsModule], providers: [SecondmentsResolver] })
export class TalentGraphqlModule {}
