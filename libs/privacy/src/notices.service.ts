import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { CalendarDate, checkedCode, checkedDate, checkedText, EntityId, Principal } from '@sxbq/kernel';
import { refuseDuplicates, UnitOfWork } from '@sxbq/platform';
import { NoticesRepository } from './persistence/notices.repository';
import { PrivacyNotice } from './persistence/privacy-notice.entity';
import { noticeJustPublished, noticeNotFound } from './privacy.errors';

export interface NewNotice {
  readonly code: string;
  readonly title: string;
  readonly text: string;
  readonly effectiveFrom: CalendarDate;
}

/** What persons are told before they consent, version by version; a published version never changes. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  list(principal: Principal): Promise<PrivacyNotice[]> {
    assertPermission(principal, 'privacy.readNotices');
    return this.notices.all();
  }

  /** The next version of the notice. */
  async publish(principal: Principal, given: NewNotice): Promise<PrivacyNotice> {
    assertPermission(principal, 'privacy.publishNotices');
    const notice = {
      code: checkedCode('告知代码', given.code, 40),
      title: checkedText('标题', given.title, 120),
      text: checkedText('正文', given.text, 20_000),
      effectiveFrom: checkedDate('生效日期', given.effectiveFrom),
      version: (await this.notices.lastVersion(given.code)) + 1,
      publishedBy: principal.userId,
    };
    const id: EntityId = await this.uow
      .run(async (tx) => {
        const published = await this.notices.insert(tx, notice);
        const { code, version, effectiveFrom } = notice;
        await this.audit.record(tx, {
          action: 'privacy.publishNotice',
          objectType: 'PrivacyNotice',
          objectId: published,
          details: { code, version, effectiveFrom },
        });
        return published;
      })
      .catch(refuseDuplicates({ ix_privacy_notice_code_version: noticeJustPublished }));
    const published = await this.notices.byId(id);
    if (!published) throw noticeNotFound();
    return published;
  }
}
