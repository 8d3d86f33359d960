import { Injectable } from '@nestjs/common';
import { CataloguesService, CatalogueSystem } from '@sxbq/catalogues';
import { checkedRegionPrefix, checkedWholeNumber } from '@sxbq/kernel';
import { SkillGrade } from '@sxbq/training/vocabulary';
import { Certificate, MAX_WISHES, repeatedIn, Wishes } from './domain/wishes';
import { wishesInvalid } from './graduates.errors';

/** Wishes as a client gives them; what is left out counts as none. */
export interface GivenWishes {
  readonly certificates?: readonly { readonly occupationCode: string; readonly grade: number }[] | null;
  readonly occupationCodes?: readonly string[] | null;
  readonly regionPrefixes?: readonly string[] | null;
  readonly salaryFloor?: number | null;
}

@Injectable()
export class WishesCheck {
  constructor(private readonly catalogues: CataloguesService) {}

  /** WISHES_INVALID for an unknown occupation, more than 10 of a kind, or one that stands twice. */
  async checked(given: GivenWishes): Promise<Wishes> {
    const known = await this.catalogues.knownCodes(CatalogueSystem.OCCUPATION);
    const certificates = (given.certificates ?? []).map(({ occupationCode, grade }): Certificate => {
      assertKnown(known, occupationCode);
      return { occupationCode, grade: checkedWholeNumber('技能等级', grade, 1, 5) as SkillGrade };
    });
    const occupationCodes = [...(given.occupationCodes ?? [])];
    for (const code of occupationCodes) assertKnown(known, code);
    const regionPrefixes = (given.regionPrefixes ?? []).map((prefix) => checkedRegionPrefix(prefix));
    assertList(
      '证书职业',
      certificates.map(({ occupationCode }) => occupationCode),
    );
    assertList('意向职业', occupationCodes);
    assertList('意向地区', regionPrefixes);
    const { salaryFloor = null } = given;
    return {
      certificates,
      occupationCodes,
      regionPrefixes,
      salaryFloor: salaryFloor === null ? null : checkedWholeNumber('期望月薪', salaryFloor, 0, 1_000_000),
    };
  }
}

function assertKnown(known: ReadonlySet<string>, code: string): void {
  if (!known.has(code))
    throw wishesInvalid(
      `职业代码“${code}”不在职业分类目录中，请在目录中选择；目录尚未载入时，请运维人员运行 sxbq migrate。`,
    );
}

function assertList(title: string, values: readonly string[]): void {
  if (values.length > MAX_WISHES) throw wishesInvalid(`“${title}”最多 ${MAX_WISHES} 个，请减少。`);
  const repeated = repeatedIn(values);
  if (repeated !== null) throw wishesInvalid(`“${title}”中“${repeated}”重复，请删去多余的一个。`);
}
