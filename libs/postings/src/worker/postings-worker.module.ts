import { Module } from '@nestjs/common';
import { PostingsModule } from '../postings.module';
import { ExpirePostingsProcessor } from './expire-postings.processor';

@Module({ imports: [PostingsModule], providers: [ExpirePostingsProcessor] })
export class PostingsWorkerModule {}
