import { Journey } from '../journey';
import { idNumber } from '../ledger-files';
import { lettered } from '../first-day-city';

/** Kinds of what an argument may name. The last five are a person's own. */
export type ObjectKind =
  | 'School'
  | 'SchoolCode'
  | 'SchoolMajor'
  | 'SchoolClass'
  | 'Enterprise'
  | 'EnterpriseUscc'
  | 'Region'
  | 'Agreement'
  | 'ExecutionRecord'
  | 'TrainingSession'
  | 'Trainee'
  | 'Secondment'
  | 'CommitteeMember'
  | 'ComplianceRun'
  | 'Policy'
  | 'User'
  | 'LedgerImport'
  | 'LedgerFile'
  | 'Session'
  | 'Membership'
  | 'Passkey';

export type Objects = Readonly<Record<ObjectKind, string>>;
/** What lies in a place, whoever asks. */
export type PlaceObjects = Omit<Objects, 'User' | 'LedgerImport' | 'LedgerFile' | 'Session' | 'Membership' | 'Passkey'>;

export interface Place {
  /** Begins every code and fact of the place, so that it is found in answers. */
  readonly mark: string;
  readonly number: number;
  readonly regionCode: string;
  /** The user who makes it: a bureau of the region. */
  readonly bureau: string;
}

/** A school and an enterprise with one of everything that hangs on them, made over the API by the place's bureau. */
export async function makePlace(journey: Journey, { mark, number, regionCode, bureau }: Place): Promise<PlaceObjects> {
  const make = async (field: string, input: object): Promise<string> => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { made: ${field}(input: $input) { id } }`;
    return (await journey.ask<{ made: { id: string } }>(bureau, query, { input })).made.id;
  };
  const phone = `1380000000${number}`;
  const schoolCode = `${mark}-S`;
  const uscc = lettered(number);
  const schoolId = await make('createSchool', {
    code: schoolCode,
    name: `${number}号技工学校`,
    regionCode,
    contactName: '示例联系人',
    contactPhone: phone,
  });
  const enterpriseId = await make('createEnterprise', {
    uscc,
    name: `${number}号示例公司`,
    regionCode,
    contactName: '示例联系人',
    contactPhone: phone,
  });
  const schoolMajorId = await make('addSchoolMajor', { schoolId, code: '0101', name: '数控加工' });
  const schoolClassId = await make('createSchoolClass', {
    schoolId,
    schoolMajorId,
    code: `${mark}-C`,
    name: `${mark}班`,
    level: 'SENIOR',
    startsOn: '2025-09-01',
  });
  const agreementId = await make('draftAgreement', { code: `${mark}-A`, schoolId, enterpriseId, kinds: ['CLOSE'] });
  const trainingSessionId = await make('createTraining', {
    code: `${mark}-T`,
    schoolId,
    enterpriseId,
    occupationCode: '6-18-01-01',
    grade: 3,
    startsOn: '2026-01-05',
    endsOn: '2026-01-30',
  });
  await make('addTrainees', { trainingSessionId, trainees: [{ name: '示例学员', idNumber: idNumber(number) }] });
  const { dataSource } = journey.platform;
  const inserted = async (sql: string, params: unknown[]): Promise<string> =>
    String(((await dataSource.query(sql, params)) as { insertId: number }).insertId);
  const [trainee] = (await dataSource.query('SELECT id FROM trainee WHERE training_session_id = ?', [
    trainingSessionId,
  ])) as [{ id: number }];
  return {
    School: schoolId,
    SchoolCode: schoolCode,
    SchoolMajor: schoolMajorId,
    SchoolClass: schoolClassId,
    Enterprise: enterpriseId,
    EnterpriseUscc: uscc,
    Region: regionCode,
    Agreement: agreementId,
    TrainingSession: trainingSessionId,
    Trainee: String(trainee.id),
    ExecutionRecord: await inserted(
      "INSERT INTO execution_record (agreement_id, code, occurred_on, activity_kind) VALUES (?, ?, '2026-02-02', '授课')",
      [agreementId, `${mark}-X`],
    ),
    Secondment: await make('createSecondment', {
      code: `${mark}-D`,
      schoolId,
      enterpriseId,
      teacherNumber: `${mark}-1`,
      teacherName: '示例教师',
      startsOn: '2026-01-05',
      endsOn: '2026-02-05',
    }),
    CommitteeMember: await make('addCommitteeMember', {
      schoolId,
      name: `${mark}成员`,
      employer: '示例公司',
      affiliation: 'ENTERPRISE',
      startsOn: '2025-01-01',
    }),
    ComplianceRun: await inserted(
      `INSERT INTO compliance_run (year, as_of, region_prefix, status, requested_at)
       VALUES (2026, '2026-03-01', ?, 'DONE', NOW(6))`,
      [regionCode.slice(0, 4)],
    ),
    Policy: String(((await dataSource.query('SELECT MAX(id) AS id FROM policy')) as [{ id: number }])[0].id),
  };
}
