/**
 * Measures of an official document (公文) after GB/T 9704-2012《党政机关公文格式》; the clause stands beside each. Lengths are
 * in twips (1/20 point) unless the name says otherwise, font sizes in half points, as WordprocessingML has them.
 */

const twipsOf = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

/** 5.1, 5.2.1: A4; 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm; so 26 mm on the right and 35 mm below. */
export const PAGE = {
  width: twipsOf(210),
  height: twipsOf(297),
  top: twipsOf(37),
  bottom: twipsOf(35),
  left: twipsOf(28),
  right: twipsOf(26),
} as const;

export const TYPE_AREA_WIDTH = PAGE.width - PAGE.left - PAGE.right;

/** 5.2.3: 22 lines fill the 225 mm (28.95 pt each). */
export const LINE = Math.floor((PAGE.height - PAGE.top - PAGE.bottom) / 22);

/** 字号: 2号 22 pt, 3号 16 pt, 4号 14 pt, 5号 10.5 pt; `dense` is for tables of many columns. */
export const SIZE = { second: 44, third: 32, fourth: 28, fifth: 21, dense: 17 } as const;

/** 5.2.3: 28 characters of 3号 fill the 156 mm, so each gives up a quarter of a point. */
export const BODY_SPACING = -5;

/** Width of one character of the text with its spacing; indents of 字 are multiples of it. */
export const CHARACTER = SIZE.third * 10 + BODY_SPACING;
export const FOURTH_CHARACTER = SIZE.fourth * 10;

/** 7.2.4: the upper edge of 发文机关标志 is 35 mm below that of the type area. */
export const ABOVE_HEAD = twipsOf(35);

/** 7.2.7: the red line runs 4 mm below the document number (in points, as borders have it). */
export const RED_LINE_SPACE_POINTS = Math.round((4 * 72) / 25.4);

/** 7.5: 一字线 stands 7 mm below the type area: its middle, half a line of 4号 above the footer's lower edge. */
export const FOOTER = PAGE.bottom - twipsOf(7) - FOURTH_CHARACTER / 2;

/** 7.4.1: 0.35 mm for the first and last line of 版记, 0.25 mm between, in eighths of a point. */
export const THICK_LINE = 8;
export const THIN_LINE = 6;

export const RED = 'FF0000';

/** Fonts that Windows and WPS ship, but for 小标宋, which bureaus install; programs without it take 宋体. */
export const FONTS = {
  smallTitleSong: '方正小标宋简体',
  fangSong: '仿宋',
  hei: '黑体',
  kai: '楷体',
  song: '宋体',
} as const;

/** Width of a text in characters: half-width ones count half. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! < 0x2000 ? 0.5 : 1;
  return width;
}
