import { fieldColumn, idColumn, idKey, personName, personNumber, SheetTable, textKey } from './sheet-table';

export const trainingTable: SheetTable = {
  sheet: 'training',
  table: 'training_session',
  key: [textKey('code', 'code')],
  compared: [
    idColumn('school_id', 'schoolCode'),
    idColumn('enterprise_id', 'uscc'),
    fieldColumn('occupation_code', 'occupationCode'),
    fieldColumn('occupation_name', 'occupationName'),
    fieldColumn('grade', 'grade'),
    fieldColumn('starts_on', 'startsOn'),
    fieldColumn('ends_on', 'endsOn'),
  ],
  hasRevision: true,
};

/** A person is told apart by the blind index, which stands in the row; the number's ciphertext is written once. */
export const traineeTable: SheetTable = {
  sheet: 'trainee',
  table: 'trainee',
  key: [idKey('training_session_id', 'trainingCode'), fieldColumn('person_key', 'idNumber')],
  keyIndex: 'ix_trainee_training_session_id_person_key',
  compared: [fieldColumn('certificate_number', 'certificateNumber'), fieldColumn('passed', 'passed')],
  person: {
    personKey: 'idNumber',
    columns: [personName('trainee'), personNumber('trainee', 'id_number', 'idNumber', false)],
  },
  hasRevision: true,
};
