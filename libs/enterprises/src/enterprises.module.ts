import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import './enterprises.permissions';
import { EnterprisesService } from './enterprises.service';
import { Enterprise } from './persistence/enterprise.entity';
import { EnterpriseContactPersonalData } from './persistence/enterprise-contact-personal-data';
import { EnterprisesRepository } from './persistence/enterprises.repository';

@Module({
  imports: [TypeOrmModule.forFeature([Enterprise]), AuditModule, IdentityModule, CataloguesModule],
  providers: [EnterprisesRepository, EnterpriseContactPersonalData, EnterprisesService],
  exports: [EnterprisesService],
})
export class EnterprisesModule {}
