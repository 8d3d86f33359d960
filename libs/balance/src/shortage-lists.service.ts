import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  assertRegionInScope,
  checkedCode,
  checkedRegionPrefix,
  checkedText,
  checkedWholeNumber,
  EntityId,
  groupBy,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { refuseDuplicates, UnitOfWork } from '@sxbq/platform';
import { shortageListInvalid, shortageListTaken } from './balance.errors';
import {
  ShortageListRow,
  ShortageListsRepository,
  ShortageOccupationRow,
} from './persistence/shortage-lists.repository';

export interface NewShortageList {
  readonly regionPrefix: string;
  readonly year: number;
  readonly edition: string;
  readonly source: string;
  /** Scarcest first. */
  readonly occupations: readonly { readonly code?: string | null; readonly name: string }[];
}

export const MAX_OCCUPATIONS = 500;

/** 紧缺职业目录: uploaded by the bureau, with year and edition, never changed. */
@Injectable()
export class ShortageListsService {
  constructor(
    private readonly lists: ShortageListsRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** Newest first. */
  list(principal: Principal): Promise<ShortageListRow[]> {
    assertPermission(principal, 'balance.read');
    return this.lists.list(rowScopeOf(principal));
  }

  /** Occupations by list, scarcest first. The caller has read the lists within its scope. */
  async occupations(listIds: readonly EntityId[]): Promise<Map<EntityId, ShortageOccupationRow[]>> {
    return groupBy(await this.lists.occupations(listIds), (row) => row.listId);
  }

  /** The new list's id. SHORTAGE_LIST_TAKEN, SHORTAGE_LIST_INVALID (none, more than 500, or a name twice), REGION_OUT_OF_SCOPE. */
  async upload(principal: Principal, given: NewShortageList): Promise<EntityId> {
    assertPermission(principal, 'balance.uploadShortages');
    const regionPrefix = checkedRegionPrefix(given.regionPrefix);
    assertRegionInScope(rowScopeOf(principal), regionPrefix);
    const list = {
      regionPrefix,
      year: checkedWholeNumber('年度', given.year, 2000, 2100),
      edition: checkedText('版次', given.edition, 40),
      source: checkedText('出处', given.source, 255),
      uploadedBy: principal.userId,
    };
    const occupations = checkedOccupations(given.occupations);
    return this.uow
      .run(async (tx) => {
        const id = await this.lists.insert(tx, list, occupations);
        await this.audit.record(tx, {
          action: 'balance.uploadShortages',
          objectType: 'ShortageList',
          objectId: id,
          after: { ...list, occupations: occupations.length },
        });
        return id;
      })
      .catch(refuseDuplicates({ ix_shortage_list_region_prefix_year_edition: () => shortageListTaken(list.edition) }));
  }
}

function checkedOccupations(given: NewShortageList['occupations']): ShortageOccupationRow[] {
  if (given.length === 0) throw shortageListInvalid('紧缺职业目录中没有职业，请至少填写一个。');
  if (given.length > MAX_OCCUPATIONS) {
    throw shortageListInvalid(`紧缺职业目录最多 ${MAX_OCCUPATIONS} 个职业，本次有 ${given.length} 个，请减少。`);
  }
  const rows = given.map(({ code, name }, index) => ({
    rank: index + 1,
    occupationCode: code ? checkedCode('职业代码', code, 40) : null,
    name: checkedText('职业名称', name, 120),
  }));
  const repeated = rows.find(({ name }, index) => rows.findIndex((row) => row.name === name) !== index);
  if (repeated) throw shortageListInvalid(`职业“${repeated.name}”重复，请删去多余的一个。`);
  return rows;
}
