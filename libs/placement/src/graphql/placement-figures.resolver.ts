import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CohortType } from '@sxbq/graduates/graphql';
import { currentPrincipal } from '@sxbq/identity';
import { requestLoader } from '@sxbq/platform/graphql';
import { relatedPermille, retainedPermille } from '../domain/placement-figures';
import { OutcomesService } from '../outcomes.service';
import { FiguresType } from './application.types';

const FIGURES = Symbol('placement figures');

@Resolver(() => CohortType)
export class PlacementFiguresResolver {
  constructor(private readonly outcomes: OutcomesService) {}

  @ResolveField(() => FiguresType, { nullable: true, description: '就业统计' })
  async placement(@Parent() cohort: CohortType): Promise<FiguresType | null> {
    const principal = currentPrincipal();
    const loader = requestLoader(FIGURES, (ids: readonly number[]) => this.outcomes.figures(principal, ids));
    const figures = await loader.load(cohort.id);
    return (
      figures && {
        ...figures,
        relatedPermille: relatedPermille(figures),
        retainedPermille: retainedPermille(figures),
      }
    );
  }
}
