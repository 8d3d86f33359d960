import { MenuStatus } from '@sxbq/training-menu';
import { fieldColumn, idKey, SheetTable, StoredRow, textKey } from './sheet-table';

/** Nobody stands between a ledger and the menu: what it says is published, also what was closed or had run out. */
const published = {
  written: [{ column: 'status', of: () => MenuStatus.PUBLISHED }],
  alsoRead: ['status', 'taken'],
  hasRevision: true,
  isRenewed: (stored: StoredRow): boolean => stored['status'] !== MenuStatus.PUBLISHED,
} as const;

export const trainingOfferTable: SheetTable = {
  sheet: 'trainingOffer',
  table: 'training_offer',
  key: [idKey('school_id', 'schoolCode'), textKey('code', 'code')],
  compared: [
    fieldColumn('name', 'name'),
    fieldColumn('occupation_edition', 'occupationEdition'),
    fieldColumn('occupation_code', 'occupationCode'),
    fieldColumn('grade', 'grade'),
    fieldColumn('seats', 'seats'),
    fieldColumn('price', 'price'),
    fieldColumn('starts_on', 'startsOn'),
    fieldColumn('ends_on', 'endsOn'),
    fieldColumn('region_code', 'regionCode'),
    fieldColumn('description', 'description'),
    fieldColumn('valid_until', 'validUntil'),
  ],
  ...published,
};

export const trainingNeedTable: SheetTable = {
  sheet: 'trainingNeed',
  table: 'training_need',
  key: [idKey('enterprise_id', 'uscc'), textKey('code', 'code')],
  compared: [
    fieldColumn('occupation_edition', 'occupationEdition'),
    fieldColumn('occupation_code', 'occupationCode'),
    fieldColumn('grade', 'grade'),
    fieldColumn('heads', 'heads'),
    fieldColumn('earliest_on', 'earliestOn'),
    fieldColumn('latest_on', 'latestOn'),
    fieldColumn('region_code', 'regionCode'),
    fieldColumn('price_ceiling', 'priceCeiling'),
    fieldColumn('remarks', 'remarks'),
    fieldColumn('valid_until', 'validUntil'),
  ],
  ...published,
};
