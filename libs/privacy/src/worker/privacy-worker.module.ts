import { Module } from '@nestjs/common';
import { PrivacyModule } from '../privacy.module';
import { ApplyRetentionProcessor } from './apply-retention.processor';
import { ContinueErasuresProcessor } from './continue-erasures.processor';
import { ErasePersonProcessor } from './erase-person.processor';
import { RotateKeysProcessor } from './rotate-keys.processor';
import { RouteGrantedErasures } from './route-granted-erasures';

@Module({
  imports: [PrivacyModule],
  providers: [
    ErasePersonProcessor,
    RouteGrantedErasures,
    ContinueErasuresProcessor,
    RotateKeysProcessor,
    ApplyRetentionProcessor,
  ],
})
export class PrivacyWorkerModule {}
