import { Injectable } from '@nestjs/common';
import { EntityId, Principal } from '@sxbq/kernel';
import { DownloadLink, DownloadLinks, UnitOfWork } from '@sxbq/platform';
import { AuditTrail } from '../audit-trail';

/** A file that is opened by a link. */
export interface LinkedFile {
  /** What the audit calls an opening: '<lib>.<action>'. */
  readonly action: string;
  readonly objectType: string;
  readonly objectId: EntityId;
  /** Which file of the object, where it has several. */
  readonly variant?: string;
}

/** A link with the address under which the API serves it. */
export type LinkPath = DownloadLink & { readonly path: string };

/** What is given out, and what the audit says of it. */
export interface OpenedFile<File> {
  readonly file: File;
  readonly details: object;
}

/**
 * The one way in which files are given out by link: to who asked for the link, in the session they asked in, while they
 * may read the file, and with an audit entry for each opening.
 */
@Injectable()
export class LinkedFiles {
  constructor(
    private readonly links: DownloadLinks,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** The caller has read the object. @param address the file's, without a query */
  link(caller: Principal, file: LinkedFile, address: string): LinkPath {
    const link = this.links.issue(caller, nameOf(file));
    return { ...link, path: `${address}?token=${link.token}` };
  }

  /**
   * `read` asks again whether the caller may read the object, and reads it; it runs only for who the link was made for.
   * DOWNLOAD_LINK_INVALID, DOWNLOAD_LINK_EXPIRED, DOWNLOAD_LINK_OF_ANOTHER.
   */
  async openFor<File>(
    caller: Principal,
    file: LinkedFile,
    token: string,
    read: () => Promise<OpenedFile<File>>,
  ): Promise<File> {
    this.links.assertOpens(caller, token, nameOf(file));
    const opened = await read();
    const { action, objectType, objectId } = file;
    const { details } = opened;
    // Before anything leaves: what is not audited is not given out.
    await this.uow.run((tx) => this.audit.record(tx, { action, objectType, objectId, details, actor: caller }));
    return opened.file;
  }
}

function nameOf({ objectType, objectId, variant }: LinkedFile): string {
  return [objectType, ...(variant ? [variant] : []), objectId].join('/');
}
