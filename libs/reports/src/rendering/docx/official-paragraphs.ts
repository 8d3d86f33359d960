import {
  AlignmentType,
  BorderStyle,
  IParagraphOptions,
  IRunOptions,
  LineRuleType,
  Paragraph,
  Tab,
  TextRun,
} from 'docx';
import {
  ABOVE_HEAD,
  BODY_SPACING,
  CHARACTER,
  FONTS,
  LINE,
  RED,
  RED_LINE_SPACE_POINTS,
  SIZE,
  TYPE_AREA_WIDTH,
  widthOf,
} from './official-layout';

type FontName = (typeof FONTS)[keyof typeof FONTS];

const HEAD_SIZE = 84;
const SMALLEST_SCALE = 50;

export const exactly = (line: number) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 });

export function run(
  text: string,
  font: FontName = FONTS.fangSong,
  more: Omit<IRunOptions, 'text' | 'font'> = {},
): TextRun {
  return new TextRun({
    text,
    font: { ascii: font, hAnsi: font, eastAsia: font, cs: font },
    size: SIZE.third,
    characterSpacing: BODY_SPACING,
    ...more,
  });
}

/** On the grid of 22 lines; of 3号仿宋 where `children` says nothing else. */
export function paragraph(
  text: string | TextRun[],
  more: Omit<IParagraphOptions, 'children' | 'text'> = {},
): Paragraph {
  return new Paragraph({
    spacing: exactly(LINE),
    ...more,
    children: typeof text === 'string' ? [run(text)] : text,
  });
}

export const emptyLine = (): Paragraph => paragraph('');

/** 7.2.4 发文机关标志, red, as wide as the type area at most, narrowed rather than shrunk; 35 mm above it stay empty. */
export function issuingHead(issuer: string): Paragraph[] {
  const text = `${issuer}文件`;
  const full = widthOf(text) * HEAD_SIZE * 10;
  const scale = Math.min(100, Math.floor((100 * TYPE_AREA_WIDTH) / full));
  const narrowed = Math.max(scale, SMALLEST_SCALE);
  const size = Math.floor((HEAD_SIZE * Math.min(1, scale / SMALLEST_SCALE)) / 2) * 2;
  return [
    new Paragraph({ spacing: exactly(ABOVE_HEAD), children: [] }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: exactly(size * 11),
      children: [run(text, FONTS.smallTitleSong, { color: RED, size, scale: narrowed, characterSpacing: 0 })],
    }),
  ];
}

/** 7.2.5 发文字号 two lines below the head, 7.2.6 签发人 on its right, 7.2.7 the red line 4 mm below. */
export function documentNumber(text: string, signatory: string | null): Paragraph[] {
  const border = {
    bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: RED_LINE_SPACE_POINTS },
  };
  if (signatory === null) {
    return [emptyLine(), emptyLine(), paragraph(text, { alignment: AlignmentType.CENTER, border })];
  }
  return [
    emptyLine(),
    emptyLine(),
    new Paragraph({
      spacing: exactly(LINE),
      border,
      indent: { left: CHARACTER, right: CHARACTER },
      tabStops: [{ type: 'right', position: TYPE_AREA_WIDTH - CHARACTER }],
      children: [run(text), run('', FONTS.fangSong, { children: [new Tab(), '签发人：'] }), run(signatory, FONTS.kai)],
    }),
  ];
}

/** 7.3.1: 2号小标宋, centred, two lines below the red line; each line a phrase of its own. */
export const documentTitle = (lines: readonly string[]): Paragraph[] => [
  emptyLine(),
  emptyLine(),
  ...lines.map((text) => titleLine(text)),
];

export const titleLine = (text: string): Paragraph =>
  paragraph([run(text, FONTS.smallTitleSong, { size: SIZE.second, characterSpacing: 0 })], {
    alignment: AlignmentType.CENTER,
    spacing: exactly(Math.round(LINE * 1.2)),
  });

/** 7.3.2: one line below the title, at the left edge, ended by a full-width colon. */
export const recipients = (text: string): Paragraph[] => [emptyLine(), paragraph(`${text}：`)];

const firstLine = { indent: { firstLine: 2 * CHARACTER }, alignment: AlignmentType.JUSTIFIED } as const;

/** 7.3.3: each paragraph begins two characters in. */
export const bodyParagraph = (text: string): Paragraph => paragraph(text, firstLine);

/** 7.3.3: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋. */
export function heading(level: 1 | 2 | 3 | 4, text: string, following = ''): Paragraph {
  const font = level === 1 ? FONTS.hei : level === 2 ? FONTS.kai : FONTS.fangSong;
  return paragraph([run(text, font), ...(following === '' ? [] : [run(following)])], {
    ...firstLine,
    keepNext: following === '',
  });
}

/** 7.3.4: one line below the text; names of several attachments stand below each other. */
export function attachmentNames(names: readonly string[]): Paragraph[] {
  if (names.length === 0) return [];
  const numbered = names.length === 1 ? names : names.map((name, index) => `${index + 1}.${name}`);
  return [
    emptyLine(),
    ...numbered.map((name, index) =>
      index === 0
        ? paragraph(`附件：${name}`, { indent: { left: 5 * CHARACTER, hanging: 3 * CHARACTER }, keepNext: true })
        : paragraph(name, { indent: { left: 5 * CHARACTER }, keepNext: true }),
    ),
  ];
}

/** 7.3.5.1: the date ends four characters before the edge, the issuer is centred above it, the seal goes over both. */
export function signature(issuer: string, date: string): Paragraph[] {
  const [dateWidth, issuerWidth] = [widthOf(date), widthOf(issuer)];
  const dateRight = Math.max(4, (issuerWidth - dateWidth) / 2);
  const issuerRight = Math.max(0, dateRight + (dateWidth - issuerWidth) / 2);
  const right = (characters: number) => ({
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(characters * CHARACTER) },
  });
  return [
    emptyLine(),
    emptyLine(),
    paragraph(issuer, { ...right(issuerRight), keepNext: true }),
    paragraph(date, right(dateRight)),
  ];
}

/** 7.3.6 附注: in brackets, two characters in, below the date. */
export const annotation = (text: string): Paragraph =>
  paragraph(`（${text}）`, { ...firstLine, alignment: AlignmentType.LEFT });

/** 7.3.7: on a page of its own; 附件 in 3号黑体 at the edge of the first line, its title centred in the third. */
export function attachmentHead(number: string, title: string): Paragraph[] {
  return [
    paragraph([run(`附件${number}`, FONTS.hei)], { pageBreakBefore: true }),
    emptyLine(),
    titleLine(title),
    emptyLine(),
  ];
}
