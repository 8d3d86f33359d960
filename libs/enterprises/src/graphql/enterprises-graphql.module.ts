import { Module } from '@nestjs/common';
import { EnterprisesModule } from '../enterprises.module';
import { EnterprisesResolver } from './enterprises.resolver';

@Module({ imports: [EnterprisesModule], providers: [EnterprisesResolver] })
export class EnterprisesGraphqlModule {}
