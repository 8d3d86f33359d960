import { Module } from '@nestjs/common';
import { GraduatesModule } from '../graduates.module';
import { GraduatesResolver } from './graduates.resolver';

@Module({ imports: [GraduatesModule], providers: [GraduatesResolver] })
export class GraduatesGraphqlModule {}
