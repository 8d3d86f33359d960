import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import './catalogues.permissions';
import { CataloguesService } from './catalogues.service';
import { CatalogueEntry } from './persistence/catalogue-entry.entity';
import { CatalogueRepository } from './persistence/catalogue.repository';
import { MajorOccupation } from './persistence/major-occupation.entity';
import { OfficialLinksRepository } from './persistence/official-links.repository';
import { SkillFunction } from './persistence/skill-function.entity';

@Module({
  imports: [AuditModule, TypeOrmModule.forFeature([CatalogueEntry, MajorOccupation, SkillFunction])],
  providers: [CataloguesService, CatalogueRepository, OfficialLinksRepository],
  exports: [CataloguesService],
})
export class CataloguesModule {}
