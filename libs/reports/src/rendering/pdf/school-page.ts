import { shown } from '../../domain/decimals';
import { WITHHELD, WITHHELD_NOTE } from '../../domain/organisation-view';
import { GoalView, placesWon, RankingView, rankedRows, RowView } from '../../domain/ranking-view';
import { AUDIENCE_TITLES, ReportOptions } from '../../domain/report-options';
import { evidenceLines, gapsOf } from '../../domain/school-gaps';
import { Box, Canvas, COLOURS } from './canvas';
import { barChart, lineChart } from './charts';

/** Over all schools: what is reached of what can be had, and the mean score. */
export interface GoalMean {
  readonly rate: string | null;
  readonly score: string | null;
}

const LEFT = 42;
const WIDTH = 511;
const BOTTOM = 806;
const GAPS_SHOWN = 5;
const IDS_SHOWN = 8;

export function drawSchoolPage(
  canvas: Canvas,
  view: RankingView,
  row: RowView,
  means: readonly GoalMean[],
  options: Pick<ReportOptions, 'draft' | 'audience'>,
): void {
  drawHead(canvas, view, row, options);
  sectionTitle(canvas, '各目标得分率（竖线为全部学校平均）', LEFT, 142);
  drawGoals(canvas, { x: LEFT, y: 160, width: 325, height: 180 }, row, means, view);
  sectionTitle(canvas, '历年总分', 400, 142);
  drawYears(canvas, { x: 400, y: 172, width: 153, height: 150 }, view, row);
  let y = drawTable(canvas, 366, view, row, means);
  y = drawGaps(canvas, y + 14, view, row);
  drawEvidence(canvas, y + 10, row, options);
  drawFoot(canvas, view, options);
}

function sectionTitle(canvas: Canvas, text: string, x: number, y: number): void {
  canvas.rectangle({ x, y: y + 1.5, width: 3, height: 11 }, COLOURS.main);
  canvas.line(text, x + 8, y, LEFT + WIDTH - x - 8, { size: 10.5, font: 'bold', colour: COLOURS.main });
}

function drawHead(
  canvas: Canvas,
  view: RankingView,
  row: RowView,
  { audience }: Pick<ReportOptions, 'audience'>,
): void {
  const { scheme, year } = view;
  canvas.line(row.row.name, LEFT, 36, WIDTH, { size: 20, font: 'bold' });
  const about = `${year}年度十校百企学校考核单页（${AUDIENCE_TITLES[audience]}版） · 学校代码 ${row.row.code} · ${scheme.title}第${scheme.version}版`;
  canvas.line(about, LEFT, 64, WIDTH, { size: 8.5, colour: COLOURS.faint });
  const won = placesWon(row);
  const change = won === null || won === 0 ? '' : won > 0 ? ` ↑${won}` : ` ↓${-won}`;
  const boxes: readonly (readonly [title: string, value: string])[] = [
    ['名次', row.row.rank === null ? '不排名' : `${row.row.rank} / ${rankedRows(view).length}`],
    ['总分', shown(row.row.score, scheme.decimals)],
    ['表彰等次', row.vetoes.length > 0 ? row.vetoes.join('、') : (row.award?.title ?? '—')],
    ['上年名次', row.previousRank === null ? '—' : `${row.previousRank}${change}`],
    ['硬指标达标', `${row.row.hardTargetsMet} 项`],
  ];
  const step = WIDTH / boxes.length;
  boxes.forEach(([title, value], index) => {
    const x = LEFT + index * step;
    canvas.rectangle({ x, y: 82, width: step - 6, height: 46 }, COLOURS.band);
    canvas.line(title, x, 87, step - 6, { size: 8, colour: COLOURS.faint, align: 'center' });
    canvas.line(value, x + 3, 99, step - 12, { size: 16, font: 'bold', colour: COLOURS.main, align: 'center' });
  });
}

function drawGoals(canvas: Canvas, box: Box, row: RowView, means: readonly GoalMean[], { scheme }: RankingView): void {
  const bars = row.cells.map(({ goal, score }, index) => {
    const mean = means[index]?.rate ?? null;
    return {
      label: goal.title,
      rate: score === null || Number(score.maximum) === 0 ? null : (100 * Number(score.score)) / Number(score.maximum),
      mean: mean === null ? null : Number(mean),
      text: score === null ? WITHHELD : `${shown(score.score, scheme.decimals)} / ${score.maximum}`,
    };
  });
  barChart(canvas, box, bars);
}

function drawYears(canvas: Canvas, box: Box, view: RankingView, { row }: RowView): void {
  const points = [view, ...view.earlier]
    .flatMap(({ year, rows, scheme }) => {
      const found = rows.find((each) => each.row.organisationId === row.organisationId);
      if (!found) return [];
      const { score } = found.row;
      return [{ label: `${year}年`, value: Number(score), text: shown(score, scheme.decimals) }];
    })
    .reverse();
  lineChart(canvas, box, points);
}

const COLUMNS: readonly (readonly [title: string, width: number, align: 'left' | 'right'])[] = [
  ['目标', 112, 'left'],
  ['指标数值', 92, 'right'],
  ['目标值', 70, 'right'],
  ['得分', 48, 'right'],
  ['分值', 40, 'right'],
  ['全部平均', 52, 'right'],
  ['说明', 97, 'left'],
];
const ROW_HEIGHT = 16;

function drawTable(canvas: Canvas, top: number, view: RankingView, row: RowView, means: readonly GoalMean[]): number {
  const line = (texts: readonly string[], y: number, header: boolean): void => {
    let x = LEFT;
    COLUMNS.forEach(([, width, align], index) => {
      canvas.line(texts[index] ?? '', x + 4, y + 2.5, width - 8, {
        size: 8.5,
        align,
        ...(header ? { font: 'bold' as const } : {}),
      });
      x += width;
    });
  };
  canvas.rectangle({ x: LEFT, y: top, width: WIDTH, height: ROW_HEIGHT }, COLOURS.band);
  line(
    COLUMNS.map(([title]) => title),
    top,
    true,
  );
  row.cells.forEach((cell, index) => {
    const y = top + ROW_HEIGHT * (index + 1);
    line(tableRow(cell, view.scheme.decimals, means[index]?.score ?? null), y, false);
    canvas.stroke(
      [
        [LEFT, y + ROW_HEIGHT],
        [LEFT + WIDTH, y + ROW_HEIGHT],
      ],
      COLOURS.rule,
    );
  });
  return top + ROW_HEIGHT * (row.cells.length + 1);
}

function tableRow({ goal, score, facts }: GoalView, decimals: number, mean: string | null): string[] {
  const [first] = facts;
  if (score === null) return [goal.title, WITHHELD, '', WITHHELD, goal.weight, mean ?? '', ''];
  const unit = first?.unit ?? '分';
  const value = score.value === null ? '—' : `${score.value}${unit}`;
  const target = score.target === null ? '—' : `${score.target}${unit}`;
  return [goal.title, value, target, shown(score.score, decimals), score.maximum, mean ?? '', score.reason ?? ''];
}

function drawGaps(canvas: Canvas, top: number, view: RankingView, row: RowView): number {
  const gaps = gapsOf(row, view).slice(0, GAPS_SHOWN);
  sectionTitle(canvas, '主要差距', LEFT, top);
  if (gaps.length === 0) {
    canvas.line('各目标均得满分。', LEFT + 8, top + 17, WIDTH - 8, { size: 8.5 });
    return top + 30;
  }
  gaps.forEach(({ title, lost, words }, index) => {
    const y = top + 17 + index * 14;
    canvas.line(title, LEFT + 8, y, 104, { size: 8.5, font: 'bold' });
    canvas.line(`失${lost}分`, LEFT + 116, y, 50, { size: 8.5, colour: COLOURS.mean });
    canvas.line(words, LEFT + 170, y, WIDTH - 170, { size: 8.5 });
  });
  return top + 17 + gaps.length * 14;
}

function drawEvidence(canvas: Canvas, top: number, row: RowView, { audience }: Pick<ReportOptions, 'audience'>): void {
  sectionTitle(canvas, '考核依据', LEFT, top);
  if (audience === 'PUBLIC') {
    canvas.line(`依据的编号只在内部版列出。${WITHHELD_NOTE}`, LEFT + 8, top + 17, WIDTH - 8, { size: 8.5 });
    return;
  }
  const room = Math.floor((BOTTOM - 24 - (top + 17)) / 12);
  evidenceLines(row, IDS_SHOWN)
    .slice(0, room)
    .forEach(({ title, words }, index) => {
      const y = top + 17 + index * 12;
      canvas.line(title, LEFT + 8, y, 104, { size: 7.5, font: 'bold' });
      canvas.line(words, LEFT + 116, y, WIDTH - 116, { size: 7.5 });
    });
}

function drawFoot(canvas: Canvas, { bundle }: RankingView, { draft }: Pick<ReportOptions, 'draft'>): void {
  canvas.stroke(
    [
      [LEFT, BOTTOM - 6],
      [LEFT + WIDTH, BOTTOM - 6],
    ],
    COLOURS.rule,
  );
  const proof = draft ? '草稿，不作为正式结果' : `数据摘要（SHA-256）${bundle.digest}`;
  canvas.line(`${proof} · 全部依据见考核排名工作簿。`, LEFT, BOTTOM - 2, WIDTH, { size: 7, colour: COLOURS.faint });
  const missing = canvas.takeMissing();
  if (missing.length === 0) return;
  const note = `本页有字库未收的字，以〓代替（Unicode 编码）：${missing.join('、')}`;
  canvas.line(note, LEFT, BOTTOM + 8, WIDTH, { size: 7, colour: COLOURS.faint });
}
