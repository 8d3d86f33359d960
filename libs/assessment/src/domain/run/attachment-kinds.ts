/** What may go with a self score: by extension, with the bytes that such a file begins with. */
export interface AttachmentKind {
  readonly extension: string;
  readonly mediaType: string;
  readonly begins: readonly number[];
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];

export const ATTACHMENT_KINDS: readonly AttachmentKind[] = [
  { extension: 'pdf', mediaType: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { extension: 'png', mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { extension: 'jpg', mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  { extension: 'jpeg', mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  {
    extension: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    begins: ZIP,
  },
  { extension: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', begins: ZIP },
];

export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;
export const MAX_ATTACHMENTS = 5;

/** By the name's extension; null for what is not taken. */
export function attachmentKindOf(fileName: string): AttachmentKind | null {
  const extension = /\.([a-z]{3,4})$/i.exec(fileName)?.[1]?.toLowerCase();
  return ATTACHMENT_KINDS.find((kind) => kind.extension === extension) ?? null;
}

/** Whether the content begins as a file of the kind does: a renamed program does not. */
export function beginsAs({ begins }: AttachmentKind, content: Uint8Array): boolean {
  return content.length >= begins.length && begins.every((byte, at) => content[at] === byte);
}
