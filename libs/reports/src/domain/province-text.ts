import { goalsAttachment, rankingAttachment } from './attachments';
import { numbered } from './circular-text';
import type { Attachment, OfficialText, TextBlock } from './official-text';
import { text } from './official-text';
import { measureWord, organisationsInText, organisationWord } from './organisation-words';
import type { RankingView } from './ranking-view';
import { regionSummaries, RegionSummary, wholeSummary } from './region-summary';
import type { Letterhead, ReportOptions } from './report-options';
import { awardsText, goalsText, overallText, problemsText } from './text-sections';

/** 报告 to the province: how the assessment was done, what it came to by region, what is wrong. */
export function provinceText(view: RankingView, { issuer }: Letterhead, options: ReportOptions): OfficialText {
  const word = organisationWord(view.subject);
  const sections: readonly (readonly [string, readonly TextBlock[]])[] = [
    ['考核组织情况', [organisedText(view, options)]],
    ['考核结果', overallText(view)],
    ['表彰情况', awardsText(view)],
    ['各项目标完成情况', goalsText(view)],
    ['存在的问题', problemsText(view)],
  ];
  return {
    titleLines: [issuer, `关于${view.year}年度十校百企工作`, `${word}考核情况的报告`],
    blocks: [
      text(`现将${view.year}年度十校百企工作${word}考核情况报告如下：`),
      ...numbered(sections),
      text('特此报告。'),
    ],
    attachments: [regionsAttachment(view, options), rankingAttachment(view), goalsAttachment(view)],
  };
}

function organisedText({ scheme, rows, subject, bundle, year }: RankingView, { draft }: ReportOptions): TextBlock {
  const marked = scheme.goals.filter(({ components }) => components.some(({ measure }) => measure.kind === 'MARKED'));
  const marking = marked.length === 0 ? '' : `，其中${marked.map(({ title }) => title).join('、')}由两名评委分别评分`;
  const notice = draft ? '考核结果尚未公示' : `考核结果公示${scheme.noticeDays}天后公布`;
  return text(
    `${year}年度考核依据《${scheme.title}》（第${scheme.version}版），对${rows.length}${measureWord(subject)}` +
      `${organisationsInText(subject)}按${scheme.goals.length}项目标计分${marking}。${notice}，` +
      `为本年度第${bundle.version}次结果，可用数据包核验，数据摘要（SHA-256）为${bundle.digest}。`,
  );
}

/** 分地区汇总表. */
function regionsAttachment(view: RankingView, { regionNames }: ReportOptions): Attachment {
  const word = organisationWord(view.subject);
  const line = ({ name, rows, ranked, mean, best, awards }: RegionSummary): string[] => [
    name,
    String(rows.length),
    String(ranked),
    mean ?? '—',
    ...awards.map(String),
    best?.row.name ?? '—',
  ];
  return {
    name: `${view.year}年度十校百企${word}考核分地区汇总表`,
    columns: [
      { title: '地区', share: 18, align: 'left' },
      { title: `${word}数`, share: 9, align: 'center' },
      { title: '参加排名', share: 11, align: 'center' },
      { title: '平均得分', share: 12, align: 'right' },
      ...view.scheme.awards.map(({ title }) => ({ title, share: 9, align: 'center' as const })),
      { title: '得分最高', share: 26, align: 'left' },
    ],
    rows: [...regionSummaries(view, regionNames), wholeSummary(view)].map(line),
    note: '',
    dense: false,
  };
}
