import { Module } from '@nestjs/common';
import { PlacementModule } from '../placement.module';
import { ApplicationsResolver } from './applications.resolver';
import { SharingResolver } from './sharing.resolver';
import { PostWishesResolver } from './post-wishes.resolver';
import { PlacementFiguresResolver } from './placement-figures.resolver';

@Module({
  imports: [PlacementModule],
  providers: [ApplicationsResolver, PlacementFiguresResolver, PostWishesResolver, SharingResolver],
})
export class PlacementGraphqlModule {}
