import { BundleVerification, differenceText } from '@sxbq/assessment/verification';

/** Differences shown on the terminal; --json gives all. */
const SHOWN = 50;

/** What the terminal shows. */
export function verifyReport(verification: BundleVerification, canonical: boolean): string {
  const { differences, intact } = verification;
  const lines = differences.slice(0, SHOWN).map((each) => `  ${differenceText(each)}`);
  const more = differences.length > SHOWN ? [`  ……共 ${differences.length} 处，--json 列出全部`] : [];
  const verdict = intact ? '✓ 完好：' : `✗ 有 ${differences.length} 处不符：`;
  return [`${verdict}${described(verification)}`, ...lines, ...more, ...notes(verification, canonical)].join('\n');
}

function described({ region, year, run, version, organisations, digest }: BundleVerification): string {
  return `${region} ${year} 年度，第 ${run} 批第 ${version} 版，${organisations} 个单位，摘要 ${digest}`;
}

/** What was not, or could not be, checked. */
function notes({ kind, withheldCells, keyKnown, keyId, previous }: BundleVerification, canonical: boolean): string[] {
  const found: string[] = [];
  if (kind === 'PUBLIC') {
    found.push(`公开版：${withheldCells} 个单元格只有散列，与之有关的分数无法重新计算，其余均已重新计算。`);
  }
  if (!keyKnown) found.push(`签名只与包内自带的公钥核对过；要确认由谁签发，请用 --public-key ${keyId}:… 给出公钥。`);
  if (previous === 'NONE') found.push('没有上一年度的包。');
  if (previous === 'UNCHECKED') found.push('未与上一年度核对；可用 --previous 给出上一年度的包。');
  if (!canonical) found.push('文件的字节与发布时不同（如重新排版过），以上是对其内容的核验。');
  return found.map((note) => `  注：${note}`);
}
