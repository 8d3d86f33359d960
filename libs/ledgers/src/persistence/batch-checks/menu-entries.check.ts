import type { Transaction } from '@sxbq/platform';
import { MAX_VALIDITY_DAYS } from '@sxbq/training-menu';
import type { CellFault } from '../../domain/sheet-definition';
import type { ComparedRow } from '../sheet-store';
import type { BatchCheck } from './batch-check';
import { cellFault, unknownOccupation, validityFaults } from './cell-faults';
import type { PostingKnowledge } from './posting-rules.check';

/** What the form of training menus and needs asks for beside the cells, as when they are written one by one. */
export class MenuEntriesCheck implements BatchCheck {
  constructor(
    private readonly sheet: 'trainingOffer' | 'trainingNeed',
    private readonly knowledge: Pick<PostingKnowledge, 'today' | 'hasOccupation'>,
  ) {}

  async faultsOf(_tx: Transaction, rows: readonly ComparedRow[]): Promise<CellFault[][]> {
    const faults: CellFault[][] = [];
    for (const row of rows) {
      const { occupationEdition, occupationCode } = row.row.values;
      const isKnown = await this.knowledge.hasOccupation(String(occupationEdition), String(occupationCode));
      faults.push([
        ...(isKnown ? [] : [unknownOccupation(this.sheet, row)]),
        ...this.places(row),
        ...validityFaults(this.sheet, row, this.knowledge.today, MAX_VALIDITY_DAYS),
      ]);
    }
    return faults;
  }

  /** Fewer than are agreed on. */
  private places(row: ComparedRow): CellFault[] {
    const field = this.sheet === 'trainingOffer' ? 'seats' : 'heads';
    const taken = Number(row.stored?.found.stored['taken'] ?? 0);
    if (Number(row.row.values[field]) >= taken) return [];
    return [cellFault(this.sheet, row, field, 'HEADS_BELOW_TAKEN', `已谈妥 ${taken} 人，不能少于 ${taken}，请改正。`)];
  }
}
