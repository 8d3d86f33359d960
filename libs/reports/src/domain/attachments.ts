import { shown } from './decimals';
import type { Attachment } from './official-text';
import { organisationWord } from './organisation-words';
import { WITHHELD, WITHHELD_NOTE } from './organisation-view';
import { placesWon, RankingView, RowView } from './ranking-view';

const NO_RANK = '不排名';

/** 排名表. */
export function rankingAttachment(view: RankingView): Attachment {
  const word = organisationWord(view.subject);
  const hard = view.goals.filter(({ hardTarget }) => hardTarget !== null).length;
  return {
    name: `${view.year}年度十校百企${word}考核排名表`,
    columns: [
      { title: '名次', share: 11, align: 'center' },
      { title: `${word}名称`, share: 37, align: 'left' },
      { title: '总分', share: 12, align: 'right' },
      { title: `硬指标达标\n（${hard}项）`, share: 14, align: 'center' },
      { title: '表彰等次', share: 14, align: 'center' },
      { title: '上年名次', share: 12, align: 'center' },
    ],
    rows: view.rows.map((each) => [
      rankText(each),
      each.row.name,
      shown(each.row.score, view.scheme.decimals),
      String(each.row.hardTargetsMet),
      each.vetoes.length > 0 ? each.vetoes.join('、') : (each.award?.title ?? '—'),
      previousText(each),
    ]),
    note: `数据摘要（SHA-256）：${view.bundle.digest}`,
    dense: false,
  };
}

const rankText = ({ row }: RowView): string => (row.rank === null ? NO_RANK : String(row.rank));

function previousText(each: RowView): string {
  const won = placesWon(each);
  if (each.previousRank === null) return '—';
  const arrow = won === null || won === 0 ? '' : won > 0 ? `（↑${won}）` : `（↓${-won}）`;
  return `${each.previousRank}${arrow}`;
}

/** 各目标得分表. */
export function goalsAttachment(view: RankingView): Attachment {
  const word = organisationWord(view.subject);
  return {
    name: `${view.year}年度十校百企${word}考核各目标得分表`,
    columns: [
      { title: '名次', share: 10, align: 'center' },
      { title: `${word}名称`, share: 24, align: 'left' },
      ...view.goals.map(({ title, weight }) => ({
        title: `${title}\n${weight}分`,
        share: 10,
        align: 'right' as const,
      })),
      { title: '总分', share: 11, align: 'right' },
    ],
    rows: view.rows.map((each) => [
      rankText(each),
      each.row.name,
      ...each.cells.map(({ score }) => (score === null ? WITHHELD : shown(score.score, view.scheme.decimals))),
      shown(each.row.score, view.scheme.decimals),
    ]),
    note: `表头中的分数为各目标的分值。${withheldNote(view)}`,
    dense: true,
  };
}

const withheldNote = ({ rows }: RankingView): string =>
  rows.some(({ cells }) => cells.some(({ score }) => score === null)) ? WITHHELD_NOTE : '';
