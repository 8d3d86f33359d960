/** The words of an official document, before any layout. */
export interface OfficialText {
  /** Each line a phrase of its own. */
  readonly titleLines: readonly string[];
  readonly blocks: readonly TextBlock[];
  readonly attachments: readonly Attachment[];
}

export type TextBlock =
  | { readonly kind: 'TEXT'; readonly text: string }
  /** 一、（一）1.（1）by level; `following` stands in the same paragraph. */
  | { readonly kind: 'HEADING'; readonly level: 1 | 2 | 3; readonly text: string; readonly following?: string };

export interface Attachment {
  readonly name: string;
  readonly columns: readonly AttachmentColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Below the table. */
  readonly note: string;
  /** Many columns: a smaller letter. */
  readonly dense: boolean;
}

export interface AttachmentColumn {
  readonly title: string;
  /** Part of the page's width. */
  readonly share: number;
  readonly align: 'left' | 'center' | 'right';
}

export const text = (words: string): TextBlock => ({ kind: 'TEXT', text: words });

export const heading = (level: 1 | 2 | 3, words: string, following?: string): TextBlock => ({
  kind: 'HEADING',
  level,
  text: words,
  ...(following === undefined ? {} : { following }),
});
