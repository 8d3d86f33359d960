import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import './catalogues.permissions';
import { CataloguesService } from './catalogues.service';
import { CatalogueEntry } from './persistence/catalogue-entry.entity';
import { CatalogueRepository } from './persistence/catalogue.repository';

@Module({
  imports: [AuditModule, TypeOrmModule.forFeature([CatalogueEntry])],
  providers: [CataloguesService, CatalogueRepository],
  exports: [CataloguesService],
})
export class CataloguesModule {}
