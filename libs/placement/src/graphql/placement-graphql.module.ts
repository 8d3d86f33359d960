import { Module } from '@nestjs/common';
import { PlacementModule } from '../placement.module';
import { ApplicationsResolver } from './applications.resolver';
import { PostWishesResolver } from './post-wishes.resolver';
import { PlacementFiguresResolver } from './placement-figures.resolver';

@Module({ imports: [PlacementModule], providers: [ApplicationsResolver, PlacementFiguresResolver, PostWishesResolver] })
export class PlacementGraphqlModule {}
