import { Module } from '@nestjs/common';
import { AgreementsModule } from '@sxbq/agreements';
import { PostingsModule } from '../postings.module';
import { PostingRulesResolver } from './posting-rules.resolver';
import { PostingsResolver } from './postings.resolver';
import { VettingsResolver } from './vettings.resolver';

@Module({
  imports: [PostingsModule, AgreementsModule],
  providers: [PostingsResolver, VettingsResolver, PostingRulesResolver],
})
export class PostingsGraphqlModule {}
