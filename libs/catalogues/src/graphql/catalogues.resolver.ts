import { Args, Query, Resolver } from '@nestjs/graphql';
import { RequirePermission } from '@sxbq/identity';
import { CataloguesService } from '../catalogues.service';
import { CatalogueEntriesArgs, CatalogueEntryPage } from './catalogues.types';

@Resolver()
export class CataloguesResolver {
  constructor(private readonly catalogues: CataloguesService) {}

  @Query(() => CatalogueEntryPage, { description: 'Entries of a classification, of every edition unless filtered.' })
  @RequirePermission('catalogues.read')
  async catalogueEntries(
    @Args() { system, filter, sort, limit, offset }: CatalogueEntriesArgs,
  ): Promise<CatalogueEntryPage> {
    return this.catalogues.list({ ...filter, system }, sort, { limit, offset });
  }
}
