import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import { Page } from '@sxbq/kernel';
import { AgreementExcerpt, AgreementView, CountablePage } from '../agreements.service';
import { AgreementPage } from './agreement.types';

@Resolver(() => AgreementPage)
export class AgreementPageResolver {
  /** Counted only when asked for: over 50 000 rows the count costs more than the page. */
  @ResolveField(() => Int)
  total(page: CountablePage<AgreementExcerpt> | Page<AgreementView>): number | Promise<number> {
    return typeof page.total === 'number' ? page.total : page.total();
  }
}
