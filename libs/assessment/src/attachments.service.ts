import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail, LinkedFile, LinkedFiles, LinkPath } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import {
  Config,
  CONFIG,
  inChunks,
  MEBIBYTE,
  plainFileName,
  StorageQuotas,
  Transaction,
  UnitOfWork,
} from '@sxbq/platform';
import { createHash } from 'node:crypto';
import {
  attachmentNotFound,
  attachmentPurged,
  attachmentsTooMany,
  attachmentTooLarge,
  attachmentTypeRefused,
  selfScoreNotFound,
} from './assessment-run.errors';
import {
  ATTACHMENT_KINDS,
  AttachmentKind,
  attachmentKindOf,
  beginsAs,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
} from './domain/run/attachment-kinds';
import { MarksRepository } from './persistence/marks.repository';
import { AttachmentRow, NewAttachment, SelfScoreRow, SelfScoresRepository } from './persistence/self-scores.repository';
import { ownOrganisation, SelfScoresService } from './self-scores.service';

/** One file of a multipart request. */
export interface AttachmentUpload {
  readonly filename: string;
  readonly file: AsyncIterable<Uint8Array>;
}

export interface AddedAttachment extends AttachmentRow {
  /** Chinese sentences for who uploaded it. */
  readonly warnings: readonly string[];
}

export interface AttachmentContent {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

const linkedFile = (id: EntityId): LinkedFile => ({
  action: 'assessment.openAttachment',
  objectType: 'AssessmentAttachment',
  objectId: id,
});

/** Files that go with self scores: checked, hashed, kept in sealed chunks; opened by signed links. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly selfScores: SelfScoresRepository,
    private readonly service: SelfScoresService,
    private readonly marks: MarksRepository,
    private readonly linked: LinkedFiles,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly quotas: StorageQuotas,
    @Inject(CONFIG) private readonly config: Pick<Config, 'ATTACHMENT_QUOTA_MIB'>,
  ) {}

  /** Of self scores that the caller has read. */
  async bySelfScores(ids: readonly EntityId[]): Promise<Map<EntityId, AttachmentRow[]>> {
    return Map.groupBy(await this.selfScores.attachments(ids), ({ selfScoreId }) => selfScoreId);
  }

  /**
   * Stores a file as it streams in. SELF_SCORE_CLOSED, ATTACHMENT_TYPE_REFUSED, ATTACHMENT_TOO_LARGE,
   * ATTACHMENTS_TOO_MANY, STORAGE_QUOTA_REACHED; nothing is read from it before the permission was asked, what breaks off leaves nothing.
   */
  async add(
    principal: Principal,
    selfScoreId: EntityId,
    open: () => Promise<AttachmentUpload>,
    announcedBytes = MAX_ATTACHMENT_BYTES,
  ): Promise<AddedAttachment> {
    assertPermission(principal, 'assessment.selfScore');
    const selfScore = await this.own(principal, selfScoreId);
    await this.uow.run(async (tx) => void (await this.service.openRun(tx, principal, selfScore.runId)));
    const { filename, file } = await open();
    const kind = attachmentKindOf(filename);
    if (!kind) throw typeRefused();
    const uploadedAt = this.clock.now();
    const { fileName, warnings } = plainFileName(filename);
    const given = { fileName, mediaType: kind.mediaType };
    const reserved = Math.min(announcedBytes, MAX_ATTACHMENT_BYTES);
    const id = await this.begin(selfScore, {
      selfScoreId,
      ...given,
      byteSize: reserved,
      uploadedBy: principal.userId,
      uploadedAt,
    });
    try {
      const stored = await this.store(id, kind, file, reserved);
      await this.uow.run(async (tx) => {
        await this.service.openRun(tx, principal, selfScore.runId);
        await this.complete(tx, selfScore, id, stored);
      });
      return { id, selfScoreId, ...given, ...stored, uploadedAt, purgedAt: null, warnings };
    } catch (error) {
      await this.selfScores.deleteAttachment(null, id).catch(() => undefined);
      throw error;
    }
  }

  /** SELF_SCORE_CLOSED. */
  async remove(principal: Principal, id: EntityId): Promise<boolean> {
    assertPermission(principal, 'assessment.selfScore');
    const { selfScoreId } = await this.find(id);
    const selfScore = await this.own(principal, selfScoreId);
    await this.uow.run(async (tx) => {
      await this.service.openRun(tx, principal, selfScore.runId);
      await this.selfScores.deleteAttachment(tx, id);
      await this.record(tx, selfScore, id, { removed: true });
    });
    return true;
  }

  /** For the organisation itself, its bureaus, and those who are to mark it. */
  async link(principal: Principal, id: EntityId): Promise<LinkPath> {
    assertPermission(principal, 'assessment.read');
    await this.readable(principal, id);
    return this.linked.link(principal, linkedFile(id), `/assessment/attachments/${id}`);
  }

  /** What the caller's own link opens. DOWNLOAD_LINK_INVALID, DOWNLOAD_LINK_EXPIRED, DOWNLOAD_LINK_OF_ANOTHER. */
  open(caller: Principal, id: EntityId, token: string): Promise<AttachmentContent> {
    assertPermission(caller, 'assessment.read');
    return this.linked.openFor(caller, linkedFile(id), token, async () => {
      const { fileName, mediaType, selfScoreId, sha256 } = await this.readable(caller, id);
      const content = await this.selfScores.content(id);
      return { file: { fileName, mediaType, content }, details: { selfScoreId, sha256 } };
    });
  }

  private async readable(principal: Principal, id: EntityId): Promise<AttachmentRow> {
    const attachment = await this.find(id);
    if (!(await this.mayRead(principal, attachment.selfScoreId))) throw attachmentNotFound();
    if (attachment.purgedAt !== null) throw attachmentPurged();
    return attachment;
  }

  private async mayRead(principal: Principal, selfScoreId: EntityId): Promise<boolean> {
    if ((await this.selfScores.find(rowScopeOf(principal), selfScoreId)) !== null) return true;
    const [selfScore] = await this.selfScores.byIds([selfScoreId]);
    return principal.userId !== null && selfScore ? this.marks.isMarker(principal.userId, selfScore) : false;
  }

  private async find(id: EntityId): Promise<AttachmentRow> {
    const attachment = await this.selfScores.attachment(id);
    if (!attachment) throw attachmentNotFound();
    return attachment;
  }

  private async own(principal: Principal, selfScoreId: EntityId): Promise<SelfScoreRow> {
    const own = ownOrganisation(principal);
    const selfScore = own && (await this.selfScores.find(rowScopeOf(principal), selfScoreId));
    if (!selfScore) throw selfScoreNotFound();
    return selfScore;
  }

  /** What is reserved counts until the upload is complete or gone. */
  private async begin(selfScore: SelfScoreRow, file: NewAttachment): Promise<EntityId> {
    const { subject, organisationId } = selfScore;
    // Before the transaction: inside, it would be a second connection, and as many uploads as there are connections wait
    // for one another for ever.
    const year = await this.selfScores.yearOf(selfScore);
    return this.uow.run(async (tx) => {
      await this.quotas.claim(tx, `attachments/${subject}/${organisationId}/${year}`, file.byteSize, [
        {
          title: `本单位 ${year} 年度的自评附件`,
          bytes: this.config.ATTACHMENT_QUOTA_MIB * MEBIBYTE,
          remedy: '请删除不需要的附件，或压缩后再上传。',
          used: () => this.selfScores.attachmentBytes(tx, selfScore, year),
        },
      ]);
      const id = await this.selfScores.beginAttachment(tx, file);
      await this.record(tx, selfScore, id, { reserved: file.byteSize });
      return id;
    });
  }

  private async store(
    id: EntityId,
    kind: AttachmentKind,
    file: AsyncIterable<Uint8Array>,
    reserved: number,
  ): Promise<{ sha256: string; byteSize: number }> {
    const hash = createHash('sha256');
    let byteSize = 0;
    let position = 0;
    for await (const chunk of inChunks(file)) {
      if (position === 0 && !beginsAs(kind, chunk)) throw typeRefused();
      byteSize += chunk.length;
      if (byteSize > reserved) throw attachmentTooLarge(MAX_ATTACHMENT_BYTES / MEBIBYTE);
      hash.update(chunk);
      await this.selfScores.addChunk(id, position, chunk);
      position += 1;
    }
    if (position === 0) throw typeRefused();
    return { sha256: hash.digest('hex'), byteSize };
  }

  private async complete(
    tx: Transaction,
    selfScore: SelfScoreRow,
    id: EntityId,
    stored: { readonly sha256: string; readonly byteSize: number },
  ): Promise<void> {
    // Locked, so that two uploads at once count each other.
    await this.selfScores.lock(tx, selfScore);
    const present = await this.selfScores.attachments([selfScore.id], tx);
    if (present.length >= MAX_ATTACHMENTS) throw attachmentsTooMany(MAX_ATTACHMENTS);
    await this.selfScores.completeAttachment(tx, id, stored.sha256, stored.byteSize);
    await this.record(tx, selfScore, id, stored);
  }

  private async record(tx: Transaction, { id: selfScoreId }: SelfScoreRow, id: EntityId, details: object) {
    await this.audit.record(tx, {
      action: 'assessment.selfScore',
      objectType: 'AssessmentAttachment',
      objectId: id,
      details: { selfScoreId, ...details },
    });
  }
}

const typeRefused = (): Error => attachmentTypeRefused(ATTACHMENT_KINDS.map(({ extension }) => extension));
