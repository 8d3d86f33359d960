import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CataloguesModule } from '@sxbq/catalogues';
import { SchoolsModule } from '@sxbq/schools';
import './balance.permissions';
import { BalanceService } from './balance.service';
import { BalanceRepository } from './persistence/balance.repository';
import { ShortageList } from './persistence/shortage-list.entity';
import { ShortageListsRepository } from './persistence/shortage-lists.repository';
import { ShortageOccupation } from './persistence/shortage-occupation.entity';
import { ShortageListsService } from './shortage-lists.service';

@Module({
  imports: [CataloguesModule, SchoolsModule, TypeOrmModule.forFeature([ShortageList, ShortageOccupation])],
  providers: [BalanceRepository, ShortageListsRepository, BalanceService, ShortageListsService],
  exports: [BalanceService, ShortageListsService],
})
export class BalanceModule {}
