import { plainPersonName } from '@sxbq/kernel';
import { CellProblem, ColumnKind } from './column-kind';
import { text } from './text.kind';

/** The name of a person, in the form in which names are compared. */
export function personName(max: number): ColumnKind<string> {
  const written = text(max);
  return {
    ...written,
    hint: `姓名，不超过 ${max} 个字；字间的空格不计`,
    read: (cell, dictionaries) => {
      const read = written.read(cell, dictionaries);
      return read instanceof CellProblem ? read : plainPersonName(read);
    },
  };
}
