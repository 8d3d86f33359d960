import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity.module';
import { AuditResolver } from './audit.resolver';
import { IdentityResolver } from './identity.resolver';

@Module({ imports: [IdentityModule], providers: [IdentityResolver, AuditResolver] })
export class IdentityGraphqlModule {}
