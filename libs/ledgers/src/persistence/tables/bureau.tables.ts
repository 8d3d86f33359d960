import { fieldColumn, idKey, SheetTable, textKey } from './sheet-table';

export const quotaTable: SheetTable = {
  sheet: 'quota',
  table: 'quota',
  key: [idKey('school_id', 'schoolCode'), fieldColumn('year', 'year'), fieldColumn('indicator_code', 'indicatorCode')],
  compared: [fieldColumn('amount', 'amount')],
};

export const committeeMemberTable: SheetTable = {
  sheet: 'committeeMember',
  table: 'committee_member',
  key: [idKey('school_id', 'schoolCode'), textKey('name', 'name'), fieldColumn('starts_on', 'startsOn')],
  compared: [
    fieldColumn('employer', 'employer'),
    fieldColumn('affiliation', 'affiliation'),
    fieldColumn('ends_on', 'endsOn'),
  ],
};
