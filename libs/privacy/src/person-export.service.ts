import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, guardFormula, Principal } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { CONSENT_CATEGORY_TITLES, CONSENT_PURPOSE_TITLES, CONSENT_RECIPIENT_TITLES } from './domain/consent';
import {
  PERSON_REQUEST_KIND_TITLES,
  PERSON_REQUEST_STATUS_TITLES,
  PersonRequestKind,
  PersonRequestStatus,
} from './domain/person-request';
import { HeldData } from './held-data.service';
import { ConsentRow, ConsentsRepository } from './persistence/consents.repository';
import { PersonRequestsService } from './person-requests.service';
import { requestNotOpen, requestOfOtherKind } from './privacy.errors';

type Cell = string | number | boolean | null;

/** One kind of record, in Chinese, with all its rows in clear. */
export interface ExportedSection {
  readonly title: string;
  readonly records: readonly Readonly<Record<string, Cell>>[];
}

export interface PersonExport {
  readonly 编制时间: string;
  readonly 请求编号: string;
  readonly 内容: readonly ExportedSection[];
}

/** A copy of everything that is held about a person, in clear, for that person (个人信息保护法 第四十五条). */
@Injectable()
export class PersonExportService {
  constructor(
    private readonly requests: PersonRequestsService,
    private readonly held: HeldData,
    private readonly consents: ConsentsRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Of a granted ACCESS request, whose rows all lie in the principal's region; audited before it is given. */
  async export(principal: Principal, requestId: EntityId): Promise<PersonExport> {
    assertPermission(principal, 'privacy.export');
    const request = await this.requests.get(principal, requestId);
    if (request.kind !== PersonRequestKind.ACCESS) throw requestOfOtherKind(PERSON_REQUEST_KIND_TITLES.ACCESS);
    if (![PersonRequestStatus.GRANTED, PersonRequestStatus.DONE].includes(request.status) || request.personKey === null)
      throw requestNotOpen(PERSON_REQUEST_STATUS_TITLES[request.status]);
    await this.held.assertWithin(principal, request);
    const sections = new Map<string, Record<string, Cell>[]>();
    for (const { source, values } of await this.held.surelyOf(request)) {
      sections.set(source.title, [...(sections.get(source.title) ?? []), values]);
    }
    sections.set('同意记录', (await this.consents.ofPerson(request.personKey)).map(shownConsent));
    await this.uow.run((tx) =>
      this.audit.record(tx, {
        action: 'privacy.export',
        objectType: 'PersonRequest',
        objectId: requestId,
        details: { records: [...sections.values()].flat().length },
      }),
    );
    return {
      编制时间: this.clock.now().toISOString(),
      请求编号: String(requestId),
      内容: [...sections].map(([title, records]) => ({ title, records })),
    };
  }
}

/** One line per value: kind, number of the record, field, value. A spreadsheet must not take a value for a formula. */
export function exportAsCsv(copy: PersonExport): string {
  const lines = copy.内容.flatMap(({ title, records }) =>
    records.flatMap((record, index) =>
      Object.entries(record).map(([field, value]) => [title, index + 1, field, value ?? ''].map(csvCell).join(',')),
    ),
  );
  return `\uFEFF${['类别,序号,项目,内容', ...lines].join('\r\n')}\r\n`;
}

function csvCell(value: Cell): string {
  const text = typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
  const safe = typeof value === 'string' ? guardFormula(text) : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function shownConsent(consent: ConsentRow): Record<string, Cell> {
  return {
    接收方: `${CONSENT_RECIPIENT_TITLES[consent.recipient]} ${consent.recipientId}`,
    用途: CONSENT_PURPOSE_TITLES[consent.purpose],
    信息: consent.categories.map((category) => CONSENT_CATEGORY_TITLES[category]).join('、'),
    告知: `${consent.noticeTitle}（第 ${consent.noticeVersion} 版）`,
    同意时间: consent.givenAt.toISOString(),
    撤回时间: consent.withdrawnAt?.toISOString() ?? null,
  };
}
