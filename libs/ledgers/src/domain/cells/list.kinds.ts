import { codeText } from './code.kind';
import { foldedText, tidyText } from './cell-text';
import { CellProblem, ColumnKind, Dictionaries, FilledCell } from './column-kind';
import { gradeOf, gradeTitle } from './skill-grade.kind';
import { occupationCode } from './catalogue-codes.kind';
import { SkillGrade } from '@sxbq/training/vocabulary';

const SEPARATORS = /[、,;|，；\n]+/;

const partsOf = (cell: FilledCell): readonly FilledCell[] =>
  typeof cell === 'string' ? cell.split(SEPARATORS).flatMap((part) => (tidyText(part) === '' ? [] : [part])) : [cell];

/** How one item of a list is read; its `key` may stand in the list once. */
type ItemReader = (part: FilledCell, dictionaries: Dictionaries) => { item: string; key: string } | CellProblem;

function readItems(
  cell: FilledCell,
  dictionaries: Dictionaries,
  max: number,
  read: ItemReader,
): string[] | CellProblem {
  const parts = partsOf(cell);
  if (parts.length > max)
    return new CellProblem('TOO_MANY_ITEMS', `一格最多填 ${max} 项，现有 ${parts.length} 项，请减少。`);
  const items = new Map<string, string>();
  for (const part of parts) {
    const found = read(part, dictionaries);
    if (found instanceof CellProblem) return found;
    if (items.has(found.key)) return new CellProblem('REPEATED_ITEM', '有一项重复出现，请删去多余的一项。');
    items.set(found.key, found.item);
  }
  return [...items.values()];
}

const UNKNOWN_OCCUPATION = new CellProblem('UNKNOWN_CODE', '有一个职业代码不在职业分类目录中，请核对。');

const anOccupation = (part: FilledCell, dictionaries: Dictionaries): string | CellProblem => {
  const code = occupationCode().read(part, dictionaries);
  const { occupationCodes } = dictionaries;
  const isUnknown = typeof code === 'string' && occupationCodes.size > 0 && !occupationCodes.has(code);
  return isUnknown ? UNKNOWN_OCCUPATION : code;
};

/** 意向职业: occupation codes, the one most wished for first. */
export function rankedOccupations(max: number): ColumnKind<readonly string[]> {
  return {
    format: 'text',
    hint: `职业代码，最想从事的在前，用顿号分隔，最多 ${max} 个，例如 6-18-01-01、6-31-01-03`,
    read: (cell, dictionaries) =>
      readItems(cell, dictionaries, max, (part) => {
        const code = anOccupation(part, dictionaries);
        return code instanceof CellProblem ? code : { item: code, key: code };
      }),
    write: (value) => value.join('、'),
  };
}

/** 意向地区: first digits of region codes, the one most wished for first. */
export function rankedRegions(max: number): ColumnKind<readonly string[]> {
  return {
    format: 'text',
    hint: `区划代码的前 2 至 12 位，最想去的在前，用顿号分隔，最多 ${max} 个，例如 3204、320411`,
    read: (cell, dictionaries) =>
      readItems(cell, dictionaries, max, (part) => {
        const prefix = codeText(part);
        if (prefix instanceof CellProblem) return prefix;
        if (/^\d{2,12}$/.test(prefix)) return { item: prefix, key: prefix };
        return new CellProblem('CODE_MALFORMED', '意向地区应为区划代码的前 2 至 12 位数字，例如 3204，请核对。');
      }),
    write: (value) => value.join('、'),
  };
}

/** 技能证书: 'occupation code:grade', in the order of the codes; grades written as 三级, 高级工, 3, … */
export function certificates(max: number): ColumnKind<readonly string[]> {
  return {
    format: 'text',
    hint: `职业代码:等级，用顿号分隔，最多 ${max} 个，例如 6-18-01-01:三级、6-31-01-03:四级`,
    read: (cell, dictionaries) => {
      const items = readItems(cell, dictionaries, max, readCertificate);
      return items instanceof CellProblem ? items : items.sort();
    },
    write: (value) =>
      value
        .map((item) => certificateOf(item))
        .map(({ occupationCode: code, grade }) => `${code}:${gradeTitle(grade)}`)
        .join('、'),
  };
}

const readCertificate: ItemReader = (part, dictionaries) => {
  const [occupation, written, ...more] = typeof part === 'string' ? part.split(/[:：]/) : [];
  const grade = written === undefined || more.length > 0 ? null : gradeOf(written);
  if (occupation === undefined || grade === null)
    return new CellProblem('CODE_MALFORMED', '技能证书应写成 6-18-01-01:三级 的样子，几个之间用顿号分隔。');
  const code = anOccupation(occupation, dictionaries);
  return code instanceof CellProblem ? code : { item: `${code}:${grade}`, key: code };
};

/** An item of a certificate list, taken apart. */
export function certificateOf(item: string): { readonly occupationCode: string; readonly grade: SkillGrade } {
  const at = item.lastIndexOf(':');
  return { occupationCode: item.slice(0, at), grade: Number(item.slice(at + 1)) as SkillGrade };
}

/** Names divided by 、; repeated ones count once. Kept in ascending order. */
export function nameList(maxItems: number, maxCharacters: number): ColumnKind<readonly string[]> {
  return {
    format: 'text',
    hint: `一个或几个名称，用顿号分隔，最多 ${maxItems} 个`,
    read: (cell) => {
      const names = new Map(partsOf(cell).map((part) => [foldedText(nameOf(part)), nameOf(part)]));
      if (names.size > maxItems)
        return new CellProblem('TOO_MANY_ITEMS', `一格最多填 ${maxItems} 项，现有 ${names.size} 项，请减少。`);
      const sorted = [...names.values()].sort();
      if (sorted.every((name) => name.length <= maxCharacters)) return sorted;
      return new CellProblem('TEXT_TOO_LONG', `有一个名称超过 ${maxCharacters} 个字，请缩短。`);
    },
    write: (value) => value.join('、'),
  };
}

const nameOf = (part: FilledCell): string => tidyText(typeof part === 'object' ? part.date : String(part));
