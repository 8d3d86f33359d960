import { compactText } from './cell-text';
import { CellProblem, ColumnKind, FilledCell, isDateCell } from './column-kind';

/** One of a closed list: its value, the title that exports show, and other ways in which ledgers write it. */
export interface Choice<T extends string | number> {
  readonly value: T;
  readonly title: string;
  readonly synonyms?: readonly string[];
}

/** Choices from a table of titles; the code itself is understood as well. */
export function choicesOf<T extends string>(
  titles: Readonly<Record<T, string>>,
  synonyms: Partial<Record<T, readonly string[]>> = {},
): Choice<T>[] {
  return (Object.keys(titles) as T[]).map((value) => ({
    value,
    title: titles[value],
    synonyms: [value, ...(synonyms[value] ?? [])],
  }));
}

/** Letter case, width, spaces and brackets do not count. */
const folded = (written: string): string =>
  compactText(written)
    .toUpperCase()
    .replace(/[()[\]【】/]/g, '');

function lookUp<T extends string | number>(choices: readonly Choice<T>[]): ReadonlyMap<string, Choice<T>> {
  return new Map(
    choices.flatMap((item) => [item.title, ...(item.synonyms ?? [])].map((name) => [folded(name), item] as const)),
  );
}

function textOf(cell: FilledCell): string {
  return isDateCell(cell) ? cell.date : String(cell);
}

/** Exactly one choice. */
export function choice<T extends string | number>(choices: readonly Choice<T>[]): ColumnKind<T> {
  const known = lookUp(choices);
  const titles = new Map(choices.map((item) => [item.value, item.title]));
  const listed = choices.map((item) => item.title);
  return {
    format: 'text',
    hint: `从以下各项中选一项：${listed.join('、')}`,
    choices: { values: listed, closed: true },
    read: (cell) =>
      known.get(folded(textOf(cell)))?.value ??
      new CellProblem('UNKNOWN_CHOICE', `不在可选项之中；请从“${listed.join('、')}”中选一项。`),
    write: (value) => titles.get(value) ?? String(value),
  };
}

const SEPARATORS = /[、,，;；|\n+＋]+|\s+/;

/** One or several choices, divided by 、; kept in the order of the list. */
export function choiceSet<T extends string>(choices: readonly Choice<T>[]): ColumnKind<readonly T[]> {
  const known = lookUp(choices);
  const listed = choices.map((item) => item.title);
  return {
    format: 'text',
    hint: `一项或几项，用顿号分隔：${listed.join('、')}`,
    choices: { values: listed, closed: false },
    read: (cell) => {
      const chosen = new Set<T>();
      for (const part of textOf(cell)
        .split(SEPARATORS)
        .filter((written) => written !== '')) {
        const found = known.get(folded(part));
        if (!found)
          return new CellProblem(
            'UNKNOWN_CHOICE',
            `有一项不在可选项之中；请从“${listed.join('、')}”中选，用顿号分隔。`,
          );
        chosen.add(found.value);
      }
      return choices.map((item) => item.value).filter((value) => chosen.has(value));
    },
    write: (value) =>
      choices
        .filter((item) => value.includes(item.value))
        .map((item) => item.title)
        .join('、'),
  };
}

const YES = ['是', '√', '✓', '✔', '☑', 'Y', 'YES', '1', 'TRUE', 'T', '对', '有'];
const NO = ['否', '×', '✗', '✘', 'X', 'N', 'NO', '0', 'FALSE', 'F', '错', '无', '不'];

/** 是 or 否. `extra` are the words this column is also filled with, for example 合格 and 不合格. */
export function yesNo(extra: { yes?: readonly string[]; no?: readonly string[] } = {}): ColumnKind<boolean> {
  const words = new Map<string, boolean>([
    ...[...YES, ...(extra.yes ?? [])].map((word) => [folded(word), true] as const),
    ...[...NO, ...(extra.no ?? [])].map((word) => [folded(word), false] as const),
  ]);
  return {
    format: 'text',
    hint: '是 或 否',
    choices: { values: ['是', '否'], closed: true },
    read: (cell) => words.get(folded(textOf(cell))) ?? new CellProblem('UNKNOWN_CHOICE', '无法识别；请填“是”或“否”。'),
    write: (value) => (value ? '是' : '否'),
  };
}
