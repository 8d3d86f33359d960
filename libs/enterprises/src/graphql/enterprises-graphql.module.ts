import { Module } from '@nestjs/common';
import { EnterprisesModule } from '../enterprises.module';
import { EnterpriseRegister } from './enterprise-register';
import { EnterprisesResolver } from './enterprises.resolver';

@Module({ imports: [EnterprisesModule], providers: [EnterprisesResolver, EnterpriseRegister] })
export class EnterprisesGraphqlModule {}
