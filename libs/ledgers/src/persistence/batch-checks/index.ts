import type { SheetKey } from '../../domain/sheet-definition';
import type { BatchCheck } from './batch-check';
import { CreditCodeHolderCheck } from './credit-code-holder.check';
import { MenuEntriesCheck } from './menu-entries.check';
import { OneSchoolAYearCheck } from './one-school-a-year.check';
import { PostingKnowledge, PostingRulesCheck } from './posting-rules.check';

export type { BatchCheck, PostingKnowledge };

/** The check of a sheet's rows, anew for every reading; null where the database has nothing to say. */
export function batchCheckOf(sheet: SheetKey, postings: PostingKnowledge): BatchCheck | null {
  if (sheet === 'school') return new CreditCodeHolderCheck();
  if (sheet === 'graduate') return new OneSchoolAYearCheck();
  if (sheet === 'trainingOffer' || sheet === 'trainingNeed') return new MenuEntriesCheck(sheet, postings);
  return sheet === 'posting' ? new PostingRulesCheck(postings) : null;
}
