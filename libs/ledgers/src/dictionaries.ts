import { Injectable } from '@nestjs/common';
import { CataloguesService, CatalogueSystem } from '@sxbq/catalogues';
import type { Dictionaries } from './domain/cells/column-kind';

/** The codes that cells are checked against, from the catalogues. */
@Injectable()
export class LedgerDictionaries {
  constructor(private readonly catalogues: CataloguesService) {}

  async load(): Promise<Dictionaries> {
    const [industryCodes, regions, occupationCodes] = await Promise.all([
      this.catalogues.knownCodes(CatalogueSystem.INDUSTRY),
      this.catalogues.knownCodes(CatalogueSystem.REGION),
      this.catalogues.knownCodes(CatalogueSystem.OCCUPATION),
    ]);
    const regionCodes = new Set([...regions].filter((code) => code.length === 6).flatMap(withUrbanArea));
    const provinces = [...regionCodes].filter((code) => code.endsWith('0000')).map((code) => code.slice(0, 2));
    return { industryCodes, regionCodes, occupationCodes, coveredProvinces: new Set(provinces) };
  }
}

/** GB/T 2260 gives each city a code for its urban area as a whole: 320401 市辖区 beside 320400. */
function withUrbanArea(code: string): string[] {
  return code.endsWith('00') && !code.endsWith('0000') ? [code, `${code.slice(0, 4)}01`] : [code];
}
