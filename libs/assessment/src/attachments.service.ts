import { Injectable } from '@nestjs/common';
import { AuditTrail, LinkedFile, LinkedFiles, LinkPath } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { inChunks, Transaction, UnitOfWork } from '@sxbq/platform';
import { createHash } from 'node:crypto';
import {
  attachmentNotFound,
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
import { AttachmentRow, SelfScoreRow, SelfScoresRepository } from './persistence/self-scores.repository';
import { ownOrganisation, SelfScoresService } from './self-scores.service';

const MEGABYTE = 1024 * 1024;

/** One file of a multipart request. */
export interface AttachmentUpload {
  readonly filename: string;
  readonly file: AsyncIterable<Uint8Array>;
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
  ) {}

  /** Of self scores that the caller has read. */
  async bySelfScores(ids: readonly EntityId[]): Promise<Map<EntityId, AttachmentRow[]>> {
    return Map.groupBy(await this.selfScores.attachments(ids), ({ selfScoreId }) => selfScoreId);
  }

  /**
   * Stores a file as it streams in. SELF_SCORE_CLOSED, ATTACHMENT_TYPE_REFUSED, ATTACHMENT_TOO_LARGE,
   * ATTACHMENTS_TOO_MANY; nothing is read from it before the permission was asked, what breaks off leaves nothing.
   */
  async add(
    principal: Principal,
    selfScoreId: EntityId,
    open: () => Promise<AttachmentUpload>,
  ): Promise<AttachmentRow> {
    assertPermission(principal, 'assessment.selfScore');
    const selfScore = await this.own(principal, selfScoreId);
    await this.uow.run(async (tx) => void (await this.service.openRun(tx, principal, selfScore.runId)));
    const { filename, file } = await open();
    const kind = attachmentKindOf(filename);
    if (!kind) throw typeRefused();
    const uploadedAt = this.clock.now();
    const given = { fileName: plainName(filename), mediaType: kind.mediaType };
    const id = await this.selfScores.beginAttachment({
      selfScoreId,
      ...given,
      uploadedBy: principal.userId,
      uploadedAt,
    });
    try {
      const stored = await this.store(id, kind, file);
      await this.uow.run(async (tx) => {
        await this.service.openRun(tx, principal, selfScore.runId);
        await this.complete(tx, selfScore, id, stored);
      });
      return { id, selfScoreId, ...given, ...stored, uploadedAt };
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

  private async store(
    id: EntityId,
    kind: AttachmentKind,
    file: AsyncIterable<Uint8Array>,
  ): Promise<{ sha256: string; byteSize: number }> {
    const hash = createHash('sha256');
    let byteSize = 0;
    let position = 0;
    for await (const chunk of inChunks(file)) {
      if (position === 0 && !beginsAs(kind, chunk)) throw typeRefused();
      byteSize += chunk.length;
      if (byteSize > MAX_ATTACHMENT_BYTES) throw attachmentTooLarge(MAX_ATTACHMENT_BYTES / MEGABYTE);
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

/** Without folders and control characters, at most 200 characters. */
function plainName(name: string): string {
  const base = (name.split(/[/\\]/).pop() ?? '').replace(/\p{Cc}/gu, '').trim();
  const extension = /\.[^.]{1,8}$/.exec(base)?.[0] ?? '';
  return base.length <= 200 ? base : base.slice(0, 200 - extension.length) + extension;
}
