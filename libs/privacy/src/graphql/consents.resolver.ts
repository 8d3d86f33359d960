import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { ConsentsService } from '../consents.service';
import { NoticesService } from '../notices.service';
import type { ConsentRow } from '../persistence/consents.repository';
import type { PrivacyNotice } from '../persistence/privacy-notice.entity';
import {
  PersonConsentsInput,
  PublishPrivacyNoticeInput,
  RecordConsentInput,
  WithdrawConsentInput,
} from './privacy.inputs';
import { ConsentType, PrivacyNoticeType } from './privacy.types';

@Resolver(() => ConsentType)
export class ConsentsResolver {
  constructor(
    private readonly consents: ConsentsService,
    private readonly notices: NoticesService,
  ) {}

  @Query(() => [PrivacyNoticeType], { description: '各项告知的全部版本，新版在前' })
  @RequirePermission('privacy.readNotices')
  privacyNotices(): Promise<PrivacyNotice[]> {
    return this.notices.list(currentPrincipal());
  }

  @Mutation(() => PrivacyNoticeType, { description: '发布告知的下一版；已发布的不再改变' })
  @RequirePermission('privacy.publishNotices')
  publishPrivacyNotice(@Args('input') input: PublishPrivacyNoticeInput): Promise<PrivacyNotice> {
    return this.notices.publish(currentPrincipal(), input);
  }

  @Mutation(() => [ConsentType], { description: '某人的同意记录；证件号码不进入网址，故为 mutation' })
  @RequirePermission('privacy.readConsents')
  personConsents(@Args('input') { idNumber }: PersonConsentsInput): Promise<ConsentRow[]> {
    return this.consents.ofPerson(currentPrincipal(), idNumber);
  }

  @Mutation(() => [ConsentType], { description: '登记一项同意' })
  @RequirePermission('privacy.recordConsents')
  recordConsent(@Args('input') { idNumber, ...consent }: RecordConsentInput): Promise<ConsentRow[]> {
    return this.consents.record(currentPrincipal(), idNumber, consent);
  }

  @Mutation(() => [ConsentType], { description: '撤回一项同意，立即生效' })
  @RequirePermission('privacy.recordConsents')
  withdrawConsent(@Args('input') { idNumber, consentId }: WithdrawConsentInput): Promise<ConsentRow[]> {
    return this.consents.withdraw(currentPrincipal(), idNumber, consentId);
  }
}
