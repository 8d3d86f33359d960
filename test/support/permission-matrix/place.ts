import { Role } from '@sxbq/kernel';
import { SAMPLE_WEIGHTS } from '@sxbq/matching';
import { Journey } from '../journey';
import { idNumber } from '../ledger-files';
import { lettered } from '../first-day-city';

/** Kinds of what an argument may name. Those from Organisation on hang on a person. */
export type ObjectKind =
  | 'School'
  | 'SchoolCode'
  | 'SchoolMajor'
  | 'SchoolClass'
  | 'Enterprise'
  | 'EnterpriseUscc'
  | 'Region'
  | 'RegionPrefix'
  | 'Agreement'
  | 'ExecutionRecord'
  | 'TrainingSession'
  | 'Trainee'
  | 'Secondment'
  | 'CommitteeMember'
  | 'ComplianceRun'
  | 'SuggestionRun'
  | 'Policy'
  | 'PrivacyNotice'
  | 'JobPosting'
  | 'OpenPosting'
  | 'TrainingOffer'
  | 'TrainingNeed'
  | 'TrainingInterest'
  | 'GraduateCohort'
  | 'Graduate'
  | 'Application'
  | 'PersonRequest'
  | 'AssessmentScheme'
  | 'AssessmentRun'
  | 'AssessmentRecordedFact'
  | 'AssessmentMark'
  | 'AssessmentObjection'
  | 'Report'
  | 'SelfScore'
  | 'SelfScoreAttachment'
  | 'MatchingRound'
  | 'RoundPass'
  | 'Organisation'
  | 'AccessProposal'
  | 'Invitation'
  | 'MachineClient'
  | 'User'
  | 'LedgerImport'
  | 'LedgerFile'
  | 'Session'
  | 'Membership'
  | 'Passkey';

export type Objects = Readonly<Record<ObjectKind, string>>;
/** What lies in a place, whoever asks. */
export type PlaceObjects = Omit<Objects, PersonalKind>;

/** What hangs on a person. */
export type PersonalKind =
  | 'Organisation'
  | 'AccessProposal'
  | 'Invitation'
  | 'MachineClient'
  | 'User'
  | 'LedgerImport'
  | 'LedgerFile'
  | 'Session'
  | 'Membership'
  | 'Passkey';

/** Code of the organisation, and name of the user, that acts for the school of a place. */
export const schoolOf = (mark: string): string => `school-${mark}`;

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
  const school = schoolOf(mark);
  await journey.enter(school, Role.SCHOOL, { regionPrefix: regionCode.slice(0, 4), schoolId });
  const cohort = { schoolClassId, graduationYear: 2026, heads: 30, available: 20, placedBefore: 0 };
  await journey.ask(
    school,
    'mutation ($input: PublishCohortInput!) { publishGraduateCohort(input: $input) { __typename } }',
    { input: cohort },
  );
  const { id: cohortId } = await idOf(journey, 'graduate_cohort', 'school_id', schoolId);
  await journey.ask(
    school,
    'mutation ($id: ID!, $graduates: [GraduateInput!]!) { registerGraduates(cohortId: $id, graduates: $graduates) }',
    {
      id: cohortId,
      graduates: [{ studentNumber: `${mark}-1`, name: '示例毕业生', idNumber: idNumber(number + 50), phone }],
    },
  );
  const [trainee] = (await dataSource.query('SELECT id FROM trainee WHERE training_session_id = ?', [
    trainingSessionId,
  ])) as [{ id: number }];
  const graduateId = (await idOf(journey, 'graduate', 'school_id', schoolId)).id;
  const jobPostingId = await inserted(
    `INSERT INTO job_posting (enterprise_id, code, kind, title, occupation_edition, occupation_code, heads, region_code, valid_until, status, fingerprint)
     VALUES (?, ?, 'JOB', '示例岗位', 'OCCUPATION_2022', '6-18-01-01', 3, ?, '2030-01-01', 'DRAFT', REPEAT('0', 43))`,
    [enterpriseId, `${mark}-J`, regionCode],
  );
  // Shown to the whole city, so nothing of it names the place.
  const openPostingId = await inserted(
    `INSERT INTO job_posting (enterprise_id, code, kind, title, occupation_edition, occupation_code, heads, region_code, valid_until, status, fingerprint)
     VALUES (?, ?, 'JOB', '示例岗位', 'OCCUPATION_2022', '6-18-01-01', 9, ?, '2030-01-01', 'LIVE', REPEAT('1', 43))`,
    [enterpriseId, `GW-${number}`, regionCode],
  );
  const suggestionRunId = await suggested(inserted, regionCode.slice(0, 4), graduateId, openPostingId);
  const menu = "'2022', '6-18-01-01', 3, 20, '2030-01-01', 'DRAFT'";
  const trainingOfferId = await inserted(
    `INSERT INTO training_offer (school_id, code, name, starts_on, ends_on,
       occupation_edition, occupation_code, grade, seats, valid_until, status)
     VALUES (?, ?, '示例培训', '2030-02-01', '2030-02-20', ${menu})`,
    [schoolId, `${mark}-M`],
  );
  const matchingRoundId = await inserted(
    `INSERT INTO matching_round (title, region_prefix, graduation_year, seed, lot_origin, active, rule_version, status, wishes_until, ranking_until, max_wishes, passes, answer_days)
     VALUES (?, ?, 2026, 'seed', 'AT_CREATION', 1, 1, 'OPEN', '2030-01-01', '2030-01-01', 20, 2, 3)`,
    [`${mark}双选会`, regionCode],
  );
  return {
    School: schoolId,
    SchoolCode: schoolCode,
    SchoolMajor: schoolMajorId,
    SchoolClass: schoolClassId,
    Enterprise: enterpriseId,
    EnterpriseUscc: uscc,
    Region: regionCode,
    RegionPrefix: regionCode.slice(0, 4),
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
    SuggestionRun: suggestionRunId,
    JobPosting: jobPostingId,
    OpenPosting: openPostingId,
    TrainingOffer: trainingOfferId,
    TrainingNeed: await inserted(
      `INSERT INTO training_need (enterprise_id, code, occupation_edition, occupation_code, grade, heads, valid_until, status)
       VALUES (?, ?, ${menu})`,
      [enterpriseId, `${mark}-N`],
    ),
    TrainingInterest: await inserted(
      `INSERT INTO training_interest (training_offer_id, school_id, enterprise_id, origin, starts_on, ends_on, turn_since,
         open, occupation_edition, occupation_code, grade, heads, status)
       VALUES (?, ?, ?, 'ENTERPRISE', '2030-02-01', '2030-02-20', NOW(6), 1, '2022', '6-18-01-01', 3, 5, 'INTEREST')`,
      [trainingOfferId, schoolId, enterpriseId],
    ),
    GraduateCohort: cohortId,
    Graduate: graduateId,
    Application: await inserted(
      `INSERT INTO application (job_posting_id, graduate_id, enterprise_id, school_id, origin, status, open, reason)
       VALUES (?, ?, ?, ?, 'APPLICATION', 'SENT', 1, ?)`,
      [jobPostingId, graduateId, enterpriseId, schoolId, `${mark}-R`],
    ),
    MatchingRound: matchingRoundId,
    RoundPass: await inserted(
      `INSERT INTO round_pass (round_id, number, status, requested_at, changed_at, finished_at)
       VALUES (?, 1, 'DONE', NOW(6), NOW(6), NOW(6))`,
      [matchingRoundId],
    ),
    PersonRequest: await inserted(
      `INSERT INTO person_request (kind, status, region_prefix, proof, received_at, due_on)
       VALUES ('ACCESS', 'RECEIVED', ?, 'IN_PERSON', NOW(6), '2030-01-01')`,
      [regionCode.slice(0, 4)],
    ),
    ...(await assessmentOf(inserted, mark, regionCode, schoolId)),
    PrivacyNotice: '1',
    Policy: String(((await dataSource.query('SELECT MAX(id) AS id FROM policy')) as [{ id: number }])[0].id),
  };
}

/** The graduate, suggested to the posting by a run that is the city's, where the city has none yet; the run. */
async function suggested(
  inserted: (sql: string, params: unknown[]) => Promise<string>,
  city: string,
  graduateId: string,
  jobPostingId: string,
): Promise<string> {
  const run = await inserted(
    `INSERT INTO suggestion_run (region_prefix, status, current, weights, input_digest, requested_at, changed_at, finished_at)
     VALUES (?, 'PUBLISHED', 1, ?, REPEAT('0', 64), NOW(6), NOW(6), NOW(6))
     ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)`,
    [city, JSON.stringify(SAMPLE_WEIGHTS)],
  );
  await inserted(
    `INSERT INTO suggestion (suggestion_run_id, graduate_id, job_posting_id, graduate_rank, posting_rank, score, parts)
     VALUES (?, ?, ?, 1, 1, 5000, '')`,
    [run, graduateId, jobPostingId],
  );
  return run;
}

type AssessmentObjects = Pick<
  PlaceObjects,
  | 'AssessmentScheme'
  | 'AssessmentRun'
  | 'AssessmentRecordedFact'
  | 'AssessmentMark'
  | 'AssessmentObjection'
  | 'Report'
  | 'SelfScore'
  | 'SelfScoreAttachment'
>;

/** Another graduate of the place's school, who has taken the profile over, with an application and a suggestion of their own. */
export async function claimedGraduate(
  journey: Journey,
  mark: string,
  place: PlaceObjects,
  userId: string,
): Promise<Pick<PlaceObjects, 'Graduate' | 'Application'>> {
  const { dataSource } = journey.platform;
  const inserted = async (sql: string, params: unknown[]): Promise<string> =>
    String(((await dataSource.query(sql, params)) as { insertId: number }).insertId);
  const { ids } = await journey.ask<{ ids: string[] }>(
    schoolOf(mark),
    'mutation ($id: ID!, $graduates: [GraduateInput!]!) { ids: registerGraduates(cohortId: $id, graduates: $graduates) }',
    {
      id: place.GraduateCohort,
      graduates: [{ studentNumber: `${mark}-2`, name: '示例毕业生', idNumber: idNumber(60), phone: '13800000060' }],
    },
  );
  const Graduate = String(ids[0]);
  await dataSource.query('UPDATE graduate SET claimed_user_id = ? WHERE id = ?', [userId, Graduate]);
  const application = await inserted(
    `INSERT INTO application (job_posting_id, graduate_id, enterprise_id, school_id, origin, status, open)
     VALUES (?, ?, ?, ?, 'APPLICATION', 'SENT', 1)`,
    [place.JobPosting, Graduate, place.Enterprise, place.School],
  );
  return { Graduate, Application: application };
}

/** A year's assessment of the place's own region, with one of everything that hangs on its school. */
async function assessmentOf(
  inserted: (sql: string, params: unknown[]) => Promise<string>,
  mark: string,
  regionCode: string,
  schoolId: string,
): Promise<AssessmentObjects> {
  const scheme = await inserted(
    `INSERT INTO assessment_scheme (region_prefix, year, subject, version, title, document, digest)
     VALUES (?, 2026, 'SCHOOL', 1, ?, '{"goals":[]}', REPEAT('0', 64))`,
    [regionCode, `${mark}考核方案`],
  );
  const run = await inserted(
    `INSERT INTO assessment_run (region_prefix, year, version, status, school_scheme_id, self_score_until)
     VALUES (?, 2026, 1, 'OPEN', ?, '2030-12-31')`,
    [regionCode, scheme],
  );
  const selfScore = await inserted(
    `INSERT INTO assessment_self_score (run_id, subject, organisation_id, goal, points, narrative)
     VALUES (?, 'SCHOOL', ?, 'GOAL', 1, ?)`,
    [run, schoolId, `${mark}自评`],
  );
  return {
    Report: await inserted(
      `INSERT INTO report (run_id, region_prefix, kind, subject, audience, draft, school_id, status, requested_at, changed_at)
       VALUES (?, ?, 'SCHOOL_PAGES', 'SCHOOL', 'INTERNAL', 0, ?, 'DONE', NOW(6), NOW(6))`,
      [run, regionCode, schoolId],
    ),
    AssessmentScheme: scheme,
    AssessmentRun: run,
    AssessmentRecordedFact: await inserted(
      `INSERT INTO assessment_recorded_fact (year, subject, organisation_id, fact, value, in_force, reason)
       VALUES (2026, 'SCHOOL', ?, 'FINDINGS', 1, 1, ?)`,
      [schoolId, `${mark}督查`],
    ),
    AssessmentMark: await inserted(
      `INSERT INTO assessment_mark (run_id, subject, organisation_id, goal, seat, marker_id)
       VALUES (?, 'SCHOOL', ?, 'GOAL', 1, (SELECT MIN(id) FROM \`user\`))`,
      [run, schoolId],
    ),
    AssessmentObjection: await inserted(
      `INSERT INTO assessment_objection (run_id, subject, organisation_id, filed_by_subject, filed_by_id, filed_on, statement, status)
       VALUES (?, 'SCHOOL', ?, 'SCHOOL', ?, '2026-12-12', ?, 'FILED')`,
      [run, schoolId, schoolId, `${mark}异议`],
    ),
    SelfScore: selfScore,
    SelfScoreAttachment: await inserted(
      `INSERT INTO assessment_attachment (self_score_id, file_name, media_type, byte_size, sha256, uploaded_at)
       VALUES (?, ?, 'application/pdf', 1, REPEAT('0', 64), NOW(6))`,
      [selfScore, `${mark}.pdf`],
    ),
  };
}

/** The row of the table that belongs to the given one; `table` and `column` are ours. */
async function idOf(journey: Journey, table: string, column: string, owner: string): Promise<{ id: string }> {
  const [row] = (await journey.platform.dataSource.query(`SELECT id FROM ${table} WHERE ${column} = ?`, [owner])) as [
    { id: number },
  ];
  return { id: String(row.id) };
}
