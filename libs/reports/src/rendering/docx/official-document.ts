import { AlignmentType, Document, FileChild, Footer, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { readPackage, writePackage } from '../package/office-package';
import { FONTS, FOOTER, FOURTH_CHARACTER, LINE, PAGE, SIZE } from './official-layout';
import { exactly, run } from './official-paragraphs';

export interface OfficialDocument {
  readonly title: string;
  readonly issuer: string;
  readonly draft: boolean;
  /** The day that the file states as its making: a document has its own date, never the clock's. */
  readonly dated: string;
  readonly children: readonly FileChild[];
}

/** The document in the page of GB/T 9704-2012, as .docx; the same content gives the same bytes. */
export async function writeOfficialDocument(official: OfficialDocument): Promise<Buffer> {
  const document = new Document({
    title: official.title,
    creator: official.issuer,
    lastModifiedBy: official.issuer,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: {
            size: SIZE.third,
            font: { ascii: FONTS.fangSong, hAnsi: FONTS.fangSong, eastAsia: FONTS.fangSong },
            language: { eastAsia: 'zh-CN', value: 'en-US' },
          },
          paragraph: { spacing: exactly(LINE) },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: {
              top: PAGE.top,
              bottom: PAGE.bottom,
              left: PAGE.left,
              right: PAGE.right,
              header: Math.round(PAGE.top / 2),
              footer: FOOTER,
              gutter: 0,
            },
          },
        },
        headers: official.draft ? { default: draftHeader(), even: draftHeader() } : {},
        footers: { default: pageNumber('odd'), even: pageNumber('even') },
        children: [...official.children, new Paragraph({ spacing: exactly(20), children: [] })],
      },
    ],
  });
  return reproducible(await Packer.toBuffer(document), official.dated);
}

/** 7.5: '— 1 —' in 4号 half-width 宋体, one character from the outer edge: right on odd pages, left on even ones. */
function pageNumber(side: 'odd' | 'even'): Footer {
  const look = {
    size: SIZE.fourth,
    font: { ascii: FONTS.song, hAnsi: FONTS.song, eastAsia: FONTS.song },
  };
  return new Footer({
    children: [
      new Paragraph({
        spacing: exactly(FOURTH_CHARACTER),
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: FOURTH_CHARACTER } : { left: FOURTH_CHARACTER },
        children: [new TextRun({ ...look, characterSpacing: 0, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

const draftHeader = (): Header =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [run('草稿，不作为正式文件', FONTS.hei, { color: 'A6A6A6' })],
      }),
    ],
  });

/** The library states the moment of writing in two places: in the properties, and for each part of the zip. */
async function reproducible(content: Buffer, dated: string): Promise<Buffer> {
  const parts = await readPackage(content);
  const properties = parts.get('docProps/core.xml')?.toString('utf8');
  if (!properties) throw new Error('the document has no core properties');
  const fixed = properties.replace(
    /(<dcterms:(created|modified)[^>]*>)[^<]*/g,
    (_match, opening: string) => `${opening}${dated}T00:00:00Z`,
  );
  return writePackage(new Map<string, Buffer | string>(parts).set('docProps/core.xml', fixed));
}
