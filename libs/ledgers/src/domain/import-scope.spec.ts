import type { RowScope } from '@sxbq/kernel';
import { ImportScope } from './import-scope';
import type { PreparedRow } from './prepared-row';
import { refusalOf, StoredImage } from './row-permission';
import { sheetOf } from './sheets';
import type { SheetKey } from './sheet-definition';

const CITY: RowScope = { kind: 'REGION', prefix: '3204' };
const ALL: RowScope = { kind: 'REGION', prefix: '' };
const SCHOOL: RowScope = { kind: 'SCHOOL', schoolId: 7, regionPrefix: '3204' };
const FIRM: RowScope = { kind: 'ENTERPRISE', enterpriseId: 3, regionPrefix: '3204' };
const NOBODY: RowScope = { kind: 'NOTHING' };

const row = (school: PreparedRow['school'], values: PreparedRow['values'] = {}): PreparedRow => ({
  rowNumber: 2,
  values,
  ids: {},
  school,
  enterprise: null,
});
const offer = (enterprise: PreparedRow['enterprise']): PreparedRow => ({ ...row(null), enterprise });
const stored = (image: Partial<StoredImage>): StoredImage => ({
  id: 1,
  regionCode: null,
  school: null,
  isFixed: false,
  isFixedForSchool: false,
  changes: [],
  ...image,
});
const own = { id: 7, regionCode: '320411' };
const other = { id: 8, regionCode: '320412' };
const away = { id: 9, regionCode: '330100' };

describe('who may write a row', () => {
  it.each<[string, SheetKey, RowScope, PreparedRow, StoredImage | null, string | null]>([
    ['the system anywhere', 'major', ALL, row(away), null, null],
    ['a bureau in its region', 'major', CITY, row(other), null, null],
    ['a bureau elsewhere', 'major', CITY, row(away), null, 'OUT_OF_SCOPE'],
    ['a bureau, a school that is only in the file', 'major', CITY, row({ id: null, regionCode: null }), null, null],
    [
      'a bureau, a row that comes from elsewhere',
      'agreement',
      CITY,
      row(own),
      stored({ school: away }),
      'OUT_OF_SCOPE',
    ],
    [
      'a bureau, a school moved out',
      'school',
      CITY,
      row(null, { regionCode: '330100' }),
      stored({ regionCode: '320411' }),
      'OUT_OF_SCOPE',
    ],
    [
      'a bureau, a school moved in',
      'school',
      CITY,
      row(null, { regionCode: '320411' }),
      stored({ regionCode: '330100' }),
      'OUT_OF_SCOPE',
    ],
    ['an enterprise, its own training need', 'trainingNeed', FIRM, offer({ id: 3, regionCode: '320411' }), null, null],
    [
      'an enterprise, another one’s training need',
      'trainingNeed',
      FIRM,
      offer({ id: 4, regionCode: '320411' }),
      null,
      'OUT_OF_SCOPE',
    ],
    ['a school, its own training menu', 'trainingOffer', SCHOOL, row(own), null, null],
    ['a school, another one’s training menu', 'trainingOffer', SCHOOL, row(other), null, 'OUT_OF_SCOPE'],
    ['an enterprise, its own posting', 'posting', FIRM, offer({ id: 3, regionCode: '320411' }), null, null],
    [
      'an enterprise, another one’s posting',
      'posting',
      FIRM,
      offer({ id: 4, regionCode: '320411' }),
      null,
      'OUT_OF_SCOPE',
    ],
    [
      'an enterprise, one that is only in the file',
      'posting',
      FIRM,
      offer({ id: null, regionCode: null }),
      null,
      'OUT_OF_SCOPE',
    ],
    [
      'a bureau, a posting of its region’s enterprise',
      'posting',
      CITY,
      offer({ id: 4, regionCode: '320411' }),
      null,
      null,
    ],
    [
      'a bureau, a posting of one elsewhere',
      'posting',
      CITY,
      offer({ id: 4, regionCode: '330100' }),
      null,
      'OUT_OF_SCOPE',
    ],
    ['a school, a posting', 'posting', SCHOOL, offer({ id: 4, regionCode: '320411' }), null, 'OUT_OF_SCOPE'],
    ['nobody, a posting', 'posting', NOBODY, offer({ id: 3, regionCode: '320411' }), null, 'OUT_OF_SCOPE'],
    ['a bureau, an enterprise of its region', 'enterprise', CITY, row(null, { regionCode: '320400' }), null, null],
    ['a school, its own row', 'major', SCHOOL, row(own), null, null],
    ["a school, another's row", 'major', SCHOOL, row(other), null, 'OUT_OF_SCOPE'],
    [
      'a school, itself',
      'school',
      SCHOOL,
      row(null, { regionCode: '320411' }),
      stored({ id: 7, regionCode: '320411' }),
      null,
    ],
    ['a school, a new school', 'school', SCHOOL, row(null, { regionCode: '320411' }), null, 'OUT_OF_SCOPE'],
    ['a school, an enterprise', 'enterprise', SCHOOL, row(null, { regionCode: '320411' }), null, 'OUT_OF_SCOPE'],
    ['a school, setting what is official', 'quota', SCHOOL, row(own, { amount: 5 }), null, 'OUT_OF_SCOPE'],
    [
      'a school, changing what is official',
      'agreement',
      SCHOOL,
      row(own),
      stored({ changes: ['filedOn'] }),
      'OUT_OF_SCOPE',
    ],
    ['a school, an agreement not yet filed', 'agreement', SCHOOL, row(own), stored({ changes: ['effectiveTo'] }), null],
    [
      'a school, an agreement filed',
      'agreement',
      SCHOOL,
      row(own),
      stored({ changes: ['effectiveTo'], isFixedForSchool: true }),
      'OUT_OF_SCOPE',
    ],
    [
      'a bureau, an agreement filed',
      'agreement',
      CITY,
      row(own),
      stored({ changes: ['effectiveTo'], isFixedForSchool: true }),
      null,
    ],
    [
      'nobody, a verified record',
      'execution',
      ALL,
      row(own),
      stored({ changes: ['verified'], isFixed: true }),
      'VERIFIED_RECORD',
    ],
    ['anybody, a verified record as it is', 'execution', ALL, row(own), stored({ isFixed: true }), null],
    ['an enterprise nothing', 'major', FIRM, row(own), null, 'OUT_OF_SCOPE'],
    ['those without scope nothing', 'school', NOBODY, row(null, { regionCode: '320411' }), null, 'OUT_OF_SCOPE'],
  ])('%s', (_title, sheet, scope, prepared, image, code) => {
    expect(refusalOf(sheetOf(sheet), prepared, image, new ImportScope(scope))?.code ?? null).toBe(code);
  });
});
