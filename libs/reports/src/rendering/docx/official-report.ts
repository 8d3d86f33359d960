import type { FileChild } from 'docx';
import { chineseDate, yearOfDate } from '../../domain/chinese-dates';
import type { Attachment, OfficialText, TextBlock } from '../../domain/official-text';
import type { Letterhead, ReportOptions } from '../../domain/report-options';
import { imprint } from './imprint';
import { FONTS, SIZE } from './official-layout';
import { writeOfficialDocument } from './official-document';
import {
  annotation,
  attachmentHead,
  attachmentNames,
  bodyParagraph,
  documentNumber,
  documentTitle,
  heading,
  issuingHead,
  paragraph,
  recipients,
  run,
  signature,
} from './official-paragraphs';
import { table } from './tables';

/** An official document of the text, under the letterhead. */
export function officialReport(
  { titleLines, blocks, attachments }: OfficialText,
  letterhead: Letterhead,
  options: Pick<ReportOptions, 'draft' | 'audience'>,
): Promise<Buffer> {
  const children: FileChild[] = [
    ...issuingHead(letterhead.issuer),
    ...documentNumber(numberText(letterhead), letterhead.signatory),
    ...documentTitle(titleLines),
    ...recipients(letterhead.recipients),
    ...blocks.map(blockParagraph),
    ...attachmentNames(attachments.map(({ name }) => name)),
    ...signature(letterhead.issuer, chineseDate(letterhead.issuedOn)),
    ...(options.audience === 'PUBLIC' && !options.draft ? [annotation('此件公开发布')] : []),
    ...attachments.flatMap((attachment, index) =>
      attachmentPages(attachment, attachments.length === 1 ? '' : `${index + 1}`),
    ),
    imprint(letterhead),
  ];
  return writeOfficialDocument({
    title: titleLines.join(''),
    issuer: letterhead.issuer,
    draft: options.draft,
    dated: letterhead.issuedOn,
    children,
  });
}

/** 7.2.5: the year in full between hexagonal brackets, no 第, no leading zero; a place for the number until it is given. */
function numberText({ code, number, issuedOn }: Letterhead): string {
  return `${code}〔${yearOfDate(issuedOn)}〕${number ?? '　　'}号`;
}

const blockParagraph = (block: TextBlock): FileChild =>
  block.kind === 'TEXT' ? bodyParagraph(block.text) : heading(block.level, block.text, block.following);

const attachmentPages = ({ name, columns, rows, note, dense }: Attachment, number: string): FileChild[] => [
  ...attachmentHead(number, name),
  table(columns, rows, dense),
  paragraph([run(note, FONTS.song, { size: SIZE.dense, characterSpacing: 0 })]),
];
