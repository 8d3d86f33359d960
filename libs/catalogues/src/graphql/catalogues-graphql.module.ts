import { Module } from '@nestjs/common';
import { CataloguesModule } from '../catalogues.module';
import { CataloguesResolver } from './catalogues.resolver';

@Module({ imports: [CataloguesModule], providers: [CataloguesResolver] })
export class CataloguesGraphqlModule {}
