import { columnLetters, escapeXml } from '@sxbq/kernel';
import type { CellPlace, CellRange, ChartPlan, SeriesPlan } from './sheet-plan';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const C = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SPREADSHEET_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';

const COLOURS = ['2F5597', 'C55A11', '548235', '7F6000', '7030A0', '00808A', 'A6273D', '595959'];
/** Numbers of the two axes; they refer to each other by these. */
const CATEGORY_AXIS = 111111111;
const VALUE_AXIS = 222222222;

/** The chart part (DrawingML, ECMA-376 part 1 chapter 21.2) of a chart over cells of the named sheet. */
export function chartXml(chart: ChartPlan, sheetName: string): string {
  const series = chart.series.map((each, index) => seriesXml(each, index, chart.kind, sheetName)).join('');
  const axes = `<c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/>`;
  const plot =
    chart.kind === 'BAR'
      ? `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series}<c:gapWidth val="60"/>${axes}</c:barChart>`
      : `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${axes}</c:lineChart>`;
  return (
    `${XML}<c:chartSpace xmlns:c="${C}" xmlns:a="${A}" xmlns:r="${R}"><c:roundedCorners val="0"/><c:chart>` +
    `${titleXml(chart.title, 1400)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${plot}` +
    `${categoryAxisXml()}${valueAxisXml(chart)}</c:plotArea>` +
    (chart.series.length > 1 ? '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' : '') +
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
  );
}

/** The drawing part that places a sheet's charts; chart n is its relationship rIdn. */
export function drawingXml(charts: readonly ChartPlan[]): string {
  const anchors = charts.map(
    ({ from, to, title }, index) =>
      `<xdr:twoCellAnchor><xdr:from>${markerXml(from)}</xdr:from><xdr:to>${markerXml(to)}</xdr:to>` +
      '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>' +
      `<xdr:cNvPr id="${index + 2}" name="${escapeXml(title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>` +
      '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>' +
      `<a:graphic><a:graphicData uri="${C}"><c:chart xmlns:c="${C}" r:id="rId${index + 1}"/></a:graphicData></a:graphic>` +
      '</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>',
  );
  return `${XML}<xdr:wsDr xmlns:xdr="${SPREADSHEET_DRAWING}" xmlns:a="${A}" xmlns:r="${R}">${anchors.join('')}</xdr:wsDr>`;
}

const markerXml = ({ column, row }: CellPlace): string =>
  `<xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff>`;

function seriesXml(series: SeriesPlan, index: number, kind: ChartPlan['kind'], sheetName: string): string {
  const colour = COLOURS[index % COLOURS.length]!;
  const fill = `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
  const look =
    kind === 'BAR'
      ? `<c:spPr>${fill}</c:spPr><c:invertIfNegative val="0"/>`
      : `<c:spPr><a:ln w="28575">${fill}</a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>${fill}</c:spPr></c:marker>`;
  return (
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx>${stringsXml(series.name, sheetName)}</c:tx>${look}` +
    `<c:cat>${stringsXml(series.categories, sheetName)}</c:cat><c:val>${numbersXml(series.values, sheetName)}</c:val>` +
    `${kind === 'LINE' ? '<c:smooth val="0"/>' : ''}</c:ser>`
  );
}

function stringsXml(range: CellRange<string>, sheetName: string): string {
  const points = range.contents.map((text, index) => `<c:pt idx="${index}"><c:v>${escapeXml(text)}</c:v></c:pt>`);
  return `<c:strRef><c:f>${reference(range, sheetName)}</c:f><c:strCache><c:ptCount val="${points.length}"/>${points.join('')}</c:strCache></c:strRef>`;
}

function numbersXml(range: CellRange<string | null>, sheetName: string): string {
  const points = range.contents.map((number, index) =>
    number === null ? '' : `<c:pt idx="${index}"><c:v>${number}</c:v></c:pt>`,
  );
  return (
    `<c:numRef><c:f>${reference(range, sheetName)}</c:f><c:numCache><c:formatCode>General</c:formatCode>` +
    `<c:ptCount val="${points.length}"/>${points.join('')}</c:numCache></c:numRef>`
  );
}

function reference({ from, to }: CellRange<unknown>, sheetName: string): string {
  const cell = ({ column, row }: CellPlace): string => `$${columnLetters(column)}$${row + 1}`;
  const area = from.column === to.column && from.row === to.row ? cell(from) : `${cell(from)}:${cell(to)}`;
  return escapeXml(`'${sheetName.replaceAll("'", "''")}'!${area}`);
}

const titleXml = (text: string, size: number): string =>
  '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>' +
  `<a:defRPr sz="${size}" b="1"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="${size}" b="1"/><a:t>${escapeXml(text)}</a:t></a:r></a:p></c:rich></c:tx>` +
  '<c:overlay val="0"/></c:title>';

const categoryAxisXml = (): string =>
  `<c:catAx><c:axId val="${CATEGORY_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>` +
  '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>' +
  `<c:tickLblPos val="low"/><c:crossAx val="${VALUE_AXIS}"/><c:crosses val="autoZero"/></c:catAx>`;

function valueAxisXml({ valueTitle, minimum, reversed = false }: ChartPlan): string {
  const orientation = `<c:orientation val="${reversed ? 'maxMin' : 'minMax'}"/>`;
  return (
    `<c:valAx><c:axId val="${VALUE_AXIS}"/><c:scaling>${orientation}${minimum === null ? '' : `<c:min val="${minimum}"/>`}</c:scaling>` +
    '<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill>' +
    '<a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>' +
    `${titleXml(valueTitle, 1000)}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>` +
    `<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="${CATEGORY_AXIS}"/><c:crosses val="autoZero"/></c:valAx>`
  );
}
