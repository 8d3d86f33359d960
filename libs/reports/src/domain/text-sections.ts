import { chineseNumber } from './chinese-dates';
import { compareDecimals, differenceShown, meanShown, percentShown, shown } from './decimals';
import { heading, text, TextBlock } from './official-text';
import { measureWord, organisationsInText } from './organisation-words';
import { isFull, placesWon, rankedRows, RankingView, RowView, scoresOf } from './ranking-view';

const LOWEST_GOALS = 3;

/** How many, how good, and how it was the year before. */
export function overallText(view: RankingView): TextBlock[] {
  const { decimals } = view.scheme;
  const [organisations, each] = [organisationsInText(view.subject), measureWord(view.subject)];
  const ranked = rankedRows(view);
  const unranked = view.rows.length - ranked.length;
  const scores = [...ranked].sort((one, other) => compareDecimals(other.row.score, one.row.score));
  const [best, worst] = [scores[0], scores.at(-1)];
  const sentences = [
    `${view.year}年度参加考核的${organisations}共${view.rows.length}${each}，其中参加排名${ranked.length}${each}` +
      (unranked > 0 ? `，按方案不参加排名${unranked}${each}。` : '。'),
  ];
  if (best && worst) {
    const mean =
      meanShown(
        ranked.map(({ row }) => row.score),
        decimals,
      ) ?? '';
    sentences.push(
      `参加排名的${organisations}平均得分${mean}分，最高${shown(best.row.score, decimals)}分（${best.row.name}），` +
        `最低${shown(worst.row.score, decimals)}分。`,
    );
  }
  return [text(sentences.join('')), ...comparedWithLastYear(view)];
}

function comparedWithLastYear(view: RankingView): TextBlock[] {
  const last = view.earlier[0];
  if (last?.year !== view.year - 1) return [];
  const each = measureWord(view.subject);
  const { decimals } = view.scheme;
  const [now, then] = [view, last].map((one) =>
    meanShown(
      rankedRows(one).map(({ row }) => row.score),
      decimals,
    ),
  );
  if (!now || !then) return [];
  const moved = rankedRows(view).map(placesWon);
  const count = (holds: (places: number) => boolean) =>
    moved.filter((places) => places !== null && holds(places)).length;
  const order = compareDecimals(canonical(now), canonical(then));
  const difference = differenceShown(canonical(now), canonical(then), decimals).replace('-', '');
  const change = order === 0 ? '持平' : `${order > 0 ? '提高' : '下降'}${difference}分`;
  return [
    text(
      `与${last.year}年度相比，平均得分${change}；名次上升的${count((places) => places > 0)}${each}，` +
        `持平的${count((places) => places === 0)}${each}，下降的${count((places) => places < 0)}${each}。`,
    ),
  ];
}

/** '12.50' → '12.5': shown numbers are not canonical ones. */
const canonical = (number: string): string =>
  number.includes('.') ? number.replace(/\.?0+$/, '').replace(/^-0$/, '0') : number;

/** Who is commended, the highest award first; nothing when nobody is. */
export function awardsText(view: RankingView): TextBlock[] {
  const each = measureWord(view.subject);
  const given = view.scheme.awards
    .map((award) => ({ award, rows: view.rows.filter((row) => row.award?.code === award.code) }))
    .filter(({ rows }) => rows.length > 0);
  return given.flatMap(({ award, rows }, index) => [
    heading(2, `（${chineseNumber(index + 1)}）${award.title}（${rows.length}${each}）`),
    text(`${rows.map(({ row }) => row.name).join('、')}。`),
  ]);
}

/** One paragraph for each goal. */
export function goalsText(view: RankingView): TextBlock[] {
  const each = measureWord(view.subject);
  return view.goals.map((goal, index) => {
    const cells = view.rows.map((row) => row.cells[index]!);
    const mean = meanShown(
      scoresOf(view.rows, index).map(({ score }) => score),
      view.scheme.decimals,
    );
    const rate = goalRate(view.rows, index);
    const sentences = [
      mean === null || rate === null ? '本年度没有可计的分值。' : `平均得分${mean}分，得分率${rate}%，`,
      `得满分的${cells.filter(isFull).length}${each}`,
    ];
    const met = cells.flatMap(({ facts }) => facts.find(({ code }) => code === goal.hardTarget)?.fact?.met ?? []);
    if (met.length > 0) {
      const reached = met.filter(Boolean).length;
      sentences.push(`；硬指标达标${reached}${each}，未达标${met.length - reached}${each}`);
    }
    return heading(3, `${index + 1}.${goal.title}（${goal.weight}分）。`, `${sentences.join('')}。`);
  });
}

/** What was reached of what could be had, of everybody together. */
export function goalRate(rows: readonly RowView[], index: number): string | null {
  const scores = scoresOf(rows, index);
  return percentShown(
    scores.map(({ score }) => score),
    scores.map(({ maximum }) => maximum),
    1,
  );
}

/** What the figures themselves say is wrong: weak goals, missing data, vetoes. */
export function problemsText(view: RankingView): TextBlock[] {
  const found = [weakGoals(view), missingData(view), vetoed(view)].filter((problem) => problem !== null);
  return found.map(([title, words], index) => heading(2, `（${chineseNumber(index + 1)}）${title}。`, words));
}

type Problem = readonly [title: string, words: string];

function weakGoals(view: RankingView): Problem | null {
  const rates = view.goals.flatMap(({ title }, index) => {
    const rate = goalRate(view.rows, index);
    return rate === null || Number(rate) >= 100 ? [] : [{ title, rate }];
  });
  const lowest = rates.sort((one, other) => Number(one.rate) - Number(other.rate)).slice(0, LOWEST_GOALS);
  if (lowest.length === 0) return null;
  return [
    '部分目标得分率偏低',
    `得分率最低的是${lowest.map(({ title, rate }) => `${title}（${rate}%）`).join('、')}。`,
  ];
}

function missingData({ rows, subject }: RankingView): Problem | null {
  const missing = rows
    .map(({ row, cells }) => ({
      name: row.name,
      goals: cells.filter(({ facts }) => facts.some(({ fact }) => fact?.absence === 'NO_DATA')),
    }))
    .filter(({ goals }) => goals.length > 0);
  if (missing.length === 0) return null;
  const named = missing
    .slice(0, 10)
    .map(({ name, goals }) => `${name}（${goals.map(({ goal }) => goal.title).join('、')}）`);
  const rest = missing.length > named.length ? '等' : '';
  return [
    '部分数据缺失',
    `${missing.length}${measureWord(subject)}的部分指标没有数据，按方案不得分：${named.join('；')}${rest}。`,
  ];
}

function vetoed({ rows }: RankingView): Problem | null {
  const named = rows
    .filter(({ vetoes }) => vetoes.length > 0)
    .map(({ row, vetoes }) => `${row.name}（${vetoes.join('、')}）`);
  return named.length === 0 ? null : ['一票否决', `${named.join('；')}，按方案处理。`];
}
