import { idNumber } from '../ledger-files';
import { lettered } from '../first-day-city';
import { ObjectKind } from './place';

/** What an argument or input field of this name always names. */
export const OBJECT_OF_NAME: Readonly<Record<string, ObjectKind>> = {
  agreementId: 'Agreement',
  enterpriseId: 'Enterprise',
  fileIds: 'LedgerFile',
  membershipId: 'Membership',
  objectId: 'Trainee',
  regionCode: 'Region',
  schoolClassId: 'SchoolClass',
  schoolId: 'School',
  schoolMajorId: 'SchoolMajor',
  sessionId: 'Session',
  trainingSessionId: 'TrainingSession',
  userId: 'User',
};

/** What the `id` of an operation names; its `code` or `uscc` where that is how it asks. */
export const OBJECT_OF_OPERATION: Readonly<Record<string, ObjectKind>> = {
  agreement: 'Agreement',
  approveAgreement: 'Agreement',
  changeAgreementParty: 'Agreement',
  complianceRun: 'ComplianceRun',
  complianceRunProgress: 'ComplianceRun',
  editAgreement: 'Agreement',
  editExecution: 'ExecutionRecord',
  editSecondment: 'Secondment',
  editTraining: 'TrainingSession',
  endCommitteeTerm: 'CommitteeMember',
  endSession: 'Session',
  enterprise: 'Enterprise',
  enterpriseByUscc: 'EnterpriseUscc',
  executionRecord: 'ExecutionRecord',
  fileAgreement: 'Agreement',
  ledgerImport: 'LedgerImport',
  ledgerImportProgress: 'LedgerImport',
  pauseAgreement: 'Agreement',
  policy: 'Policy',
  removePasskey: 'Passkey',
  renamePasskey: 'Passkey',
  renameSchoolMajor: 'SchoolMajor',
  renewAgreement: 'Agreement',
  resumeAgreement: 'Agreement',
  reverseExecution: 'ExecutionRecord',
  reverseSecondment: 'Secondment',
  school: 'School',
  schoolByCode: 'SchoolCode',
  schoolClass: 'SchoolClass',
  secondment: 'Secondment',
  setTraineeResult: 'Trainee',
  terminateAgreement: 'Agreement',
  trainee: 'Trainee',
  training: 'TrainingSession',
  updateEnterprise: 'Enterprise',
  updateEnterpriseContact: 'Enterprise',
  updateSchool: 'School',
  updateSchoolClass: 'SchoolClass',
  updateSchoolContact: 'School',
  verifyExecution: 'ExecutionRecord',
  verifySecondment: 'Secondment',
};

/** Kinds that no region, organisation or person keeps from whoever has the permission. */
export const UNSCOPED_KINDS: ReadonlySet<ObjectKind> = new Set(['Policy', 'User']);

/** Operations of administrators on whomever they name: the kinds of a person's own are not theirs there. */
export const ON_ANYBODY: ReadonlySet<string> = new Set(['endUserSession', 'narrowMember']);

/** Schools and enterprises of one's city are known to be there; only those of another city are not. */
export const DIRECTORY_OPERATIONS: ReadonlySet<string> = new Set([
  'enterprise',
  'enterpriseByUscc',
  'school',
  'schoolByCode',
]);

/** Operations that end or change the session they come with: each is asked in a session of its own. */
export const IN_OWN_SESSION: ReadonlySet<string> = new Set(['endSession', 'signOut', 'stepUp', 'switchMembership']);

let next = 100;

/**
 * Values that pass the checks that come before the one of scope, by 'operation.name', else by name. What is not here
 * and named by no table is given by its type.
 */
export const VALUE_OF: Readonly<Record<string, (() => unknown) | undefined>> = {
  'comparePermissions.from': () => 0,
  'comparePermissions.to': () => 0,
  'publishPermissions.version': () => 99,
  'rolePermissions.version': () => 0,
  code: () => `M-${next++}`,
  currentPassword: () => 'not-the-password',
  endsOn: () => '2026-06-30',
  field: () => 'idNumber',
  filedOn: () => '2026-01-01',
  grade: () => 3,
  idNumber: () => idNumber(next++),
  indicatorCode: () => 'SECONDMENTS',
  note: () => '试一试起草',
  objectType: () => 'Trainee',
  occupationCode: () => '6-18-01-01',
  permissions: () => [],
  reason: () => '按规定办理此事',
  revision: () => 1,
  uscc: () => lettered(next++),
  validFromYear: () => 2030,
  year: () => 2026,
};

/** By the name of the type, where neither the tables nor the name say it. */
export const VALUE_OF_TYPE: Readonly<Record<string, (() => unknown) | undefined>> = {
  Boolean: () => true,
  Date: () => '2026-03-02',
  DateTime: () => '2026-03-02T00:00:00.000Z',
  Int: () => 1,
  String: () => '示例文字',
};
