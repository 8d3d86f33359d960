import { goalsAttachment, rankingAttachment } from './attachments';
import { heading, OfficialText, text, TextBlock } from './official-text';
import { measureWord, organisationsInText, organisationWord } from './organisation-words';
import { RankingView } from './ranking-view';
import type { Letterhead, ReportOptions } from './report-options';
import { chineseNumber } from './chinese-dates';
import { awardsText, goalsText, overallText, problemsText } from './text-sections';

/** 通报: what the assessment came to, who is commended, where it falls short. */
export function circularText(view: RankingView, { issuer }: Letterhead, { draft }: ReportOptions): OfficialText {
  const word = organisationWord(view.subject);
  const organisations = organisationsInText(view.subject);
  const { title, version, noticeDays } = view.scheme;
  const noticed = draft ? '考核结果尚未公示' : `考核结果已公示${noticeDays}天`;
  const opening = text(
    `根据《${title}》（第${version}版），对${view.rows.length}${measureWord(view.subject)}${organisations}${view.year}年度` +
      `校企合作工作进行了考核，${noticed}。现将有关情况通报如下：`,
  );
  const sections: readonly (readonly [string, readonly TextBlock[]])[] = [
    ['总体情况', overallText(view)],
    ['表彰名单', awardsText(view)],
    ['各项目标完成情况', goalsText(view)],
    ['存在的问题', problemsText(view)],
    ['有关要求', [text(`请各${organisations}对照附件所列得分和依据，逐项核对差距，制定整改措施并抓好落实。`)]],
  ];
  return {
    titleLines: [issuer, `关于${view.year}年度十校百企工作`, `${word}考核结果的通报`],
    blocks: [opening, ...numbered(sections)],
    attachments: [rankingAttachment(view), goalsAttachment(view)],
  };
}

/** Sections that say something, numbered 一、二、… */
export function numbered(sections: readonly (readonly [title: string, blocks: readonly TextBlock[]])[]): TextBlock[] {
  return sections
    .filter(([, blocks]) => blocks.length > 0)
    .flatMap(([title, blocks], index) => [heading(1, `${chineseNumber(index + 1)}、${title}`), ...blocks]);
}
