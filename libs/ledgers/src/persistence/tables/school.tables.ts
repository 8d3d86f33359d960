import { fieldColumn, idColumn, idKey, SheetTable, textKey, WrittenColumn } from './sheet-table';

/** A phone is told apart by its blind index, which stands in the row; its ciphertext is written beside it. */
const sealedPhone = (table: string): WrittenColumn => ({
  column: 'contact_phone',
  of: (row, context) => {
    const phone = row.values['contactPhoneClear'];
    return typeof phone === 'string' ? context.seal(`${table}.contact_phone`, phone) : null;
  },
});

export const schoolTable: SheetTable = {
  sheet: 'school',
  table: 'school',
  key: [textKey('code', 'code')],
  compared: [
    fieldColumn('name', 'name'),
    fieldColumn('uscc', 'uscc'),
    fieldColumn('region_code', 'regionCode'),
    fieldColumn('contact_name', 'contactName'),
    fieldColumn('contact_phone_index', 'contactPhone'),
  ],
  written: [sealedPhone('school')],
  hasRevision: true,
};

export const schoolTierTable: SheetTable = {
  sheet: 'schoolTier',
  table: 'school_tier',
  key: [idKey('school_id', 'schoolCode'), fieldColumn('effective_from', 'effectiveFrom')],
  compared: [fieldColumn('tier', 'tier')],
};

export const enterpriseTable: SheetTable = {
  sheet: 'enterprise',
  table: 'enterprise',
  key: [textKey('uscc', 'uscc')],
  compared: [
    fieldColumn('name', 'name'),
    fieldColumn('kind', 'kind'),
    fieldColumn('industry_code', 'industryCode'),
    fieldColumn('size', 'size'),
    fieldColumn('region_code', 'regionCode'),
    fieldColumn('contact_name', 'contactName'),
    fieldColumn('contact_phone_index', 'contactPhone'),
  ],
  written: [sealedPhone('enterprise')],
  hasRevision: true,
};

export const majorTable: SheetTable = {
  sheet: 'major',
  table: 'school_major',
  key: [idKey('school_id', 'schoolCode'), textKey('code', 'code')],
  compared: [fieldColumn('name', 'name')],
};

export const schoolClassTable: SheetTable = {
  sheet: 'schoolClass',
  table: 'school_class',
  key: [idKey('school_id', 'schoolCode'), textKey('code', 'code')],
  compared: [
    fieldColumn('name', 'name'),
    idColumn('school_major_id', 'majorCode'),
    fieldColumn('level', 'level'),
    fieldColumn('starts_on', 'startsOn'),
    fieldColumn('ends_on', 'endsOn'),
  ],
};

export const enrolmentTable: SheetTable = {
  sheet: 'enrolment',
  table: 'enrolment_snapshot',
  key: [idKey('school_class_id', 'classCode'), fieldColumn('counted_on', 'countedOn')],
  compared: [fieldColumn('heads', 'heads')],
  written: [{ column: 'school_id', of: (row) => row.ids['schoolCode'] as number }],
};
