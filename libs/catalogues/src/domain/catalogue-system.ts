/** The classifications the platform knows. */
export enum CatalogueSystem {
  REGION = 'REGION',
  INDUSTRY = 'INDUSTRY',
  OCCUPATION = 'OCCUPATION',
  MAJOR_MOE = 'MAJOR_MOE',
  MAJOR_TECH_SCHOOL = 'MAJOR_TECH_SCHOOL',
  SKILL_STANDARD = 'SKILL_STANDARD',
}

export const CATALOGUE_SYSTEM_TITLES: Readonly<Record<CatalogueSystem, string>> = {
  [CatalogueSystem.REGION]: '行政区划',
  [CatalogueSystem.INDUSTRY]: '国民经济行业分类',
  [CatalogueSystem.OCCUPATION]: '职业分类大典',
  [CatalogueSystem.MAJOR_MOE]: '职业教育专业目录',
  [CatalogueSystem.MAJOR_TECH_SCHOOL]: '技工院校专业',
  [CatalogueSystem.SKILL_STANDARD]: '国家职业技能标准',
};
