/** Looks of cells, by the name that plans use; the order is that of cellXfs. */
const STYLES = {
  plain: xf(0, 0, 0, 0, 'center', true),
  title: xf(0, 1, 0, 0, 'left'),
  note: xf(0, 2, 0, 0, 'left'),
  header: xf(49, 3, 2, 1, 'center', true),
  text: xf(49, 0, 0, 1, 'left', true, true),
  /** Long lists: on one line, so that rows stay low. */
  oneLine: xf(49, 0, 0, 1, 'left', false, true),
  centred: xf(49, 0, 0, 1, 'center', true, true),
  integer: xf(3, 0, 0, 1, 'right'),
  score: xf(2, 0, 0, 1, 'right'),
  decimal: xf(164, 0, 0, 1, 'right'),
  change: xf(165, 0, 0, 1, 'center'),
  percent: xf(166, 0, 0, 1, 'right'),
  award: xf(49, 4, 3, 1, 'center'),
} as const;

export type StyleName = keyof typeof STYLES;

const NAMES = Object.keys(STYLES) as StyleName[];

export const styleNumber = (name: StyleName): number => NAMES.indexOf(name);

/** @param prefixed a text stays text when somebody edits the cell, also one that begins with '=' (assurance D4) */
function xf(
  format: number,
  font: number,
  fill: number,
  border: number,
  horizontal: string,
  wrapped = false,
  prefixed = false,
): string {
  const indent = border > 0 && horizontal !== 'center' ? ' indent="1"' : '';
  return (
    `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"` +
    ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"' +
    `${prefixed ? ' quotePrefix="1"' : ''}>` +
    `<alignment horizontal="${horizontal}" vertical="center"${wrapped ? ' wrapText="1"' : ''}${indent}/></xf>`
  );
}

const font = (size: number, more = ''): string => `<font>${more}<sz val="${size}"/><name val="等线"/></font>`;
const bold = (size: number, colour: string): string =>
  `<font><b/><sz val="${size}"/><color rgb="${colour}"/><name val="等线"/></font>`;
const solid = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
const side = (name: string): string => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`;

export const STYLES_XML =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0.####"/>' +
  '<numFmt numFmtId="165" formatCode="&quot;↑&quot;0;&quot;↓&quot;0;&quot;—&quot;"/>' +
  '<numFmt numFmtId="166" formatCode="0.0&quot;%&quot;"/></numFmts>' +
  `<fonts count="5">${font(11)}${bold(16, 'FF1F3864')}<font><sz val="10"/><color rgb="FF7F7F7F"/><name val="等线"/></font>` +
  `${bold(11, 'FFFFFFFF')}${bold(11, 'FF9C5700')}</fonts>` +
  '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  `${solid('FF2F5597')}${solid('FFFFEB9C')}</fills>` +
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
  `<border>${side('left')}${side('right')}${side('top')}${side('bottom')}<diagonal/></border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${NAMES.length}">${NAMES.map((name) => STYLES[name]).join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
