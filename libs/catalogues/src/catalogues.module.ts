import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogueEntry } from './persistence/catalogue-entry.entity';

@Module({ imports: [TypeOrmModule.forFeature([CatalogueEntry])] })
export class CataloguesModule {}
