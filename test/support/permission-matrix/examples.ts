import { idNumber } from '../ledger-files';
import { lettered } from '../first-day-city';
import { ObjectKind } from './place';

/** What an argument or input field of this name always names. */
export const OBJECT_OF_NAME: Readonly<Record<string, ObjectKind>> = {
  agreementId: 'Agreement',
  applicationId: 'Application',
  cohortId: 'GraduateCohort',
  enterpriseId: 'Enterprise',
  fileIds: 'LedgerFile',
  graduateId: 'Graduate',
  jobPostingId: 'JobPosting',
  jobPostingIds: 'JobPosting',
  membershipId: 'Membership',
  noticeId: 'PrivacyNotice',
  objectId: 'Trainee',
  organisationId: 'Organisation',
  regionCode: 'Region',
  requestId: 'PersonRequest',
  schoolClassId: 'SchoolClass',
  schoolId: 'School',
  schoolMajorId: 'SchoolMajor',
  sessionId: 'Session',
  trainingNeedId: 'TrainingNeed',
  trainingOfferId: 'TrainingOffer',
  trainingSessionId: 'TrainingSession',
  userId: 'User',
};

/** What the `id` of an operation names; its `code` or `uscc` where that is how it asks. */
export const OBJECT_OF_OPERATION: Readonly<Record<string, ObjectKind>> = {
  acceptOffer: 'Application',
  agreeToInterview: 'Application',
  agreeTrainingInterest: 'TrainingInterest',
  agreement: 'Agreement',
  application: 'Application',
  approveAgreement: 'Agreement',
  approveJobPosting: 'JobPosting',
  changeAgreementParty: 'Agreement',
  changeRole: 'Membership',
  closeJobPosting: 'JobPosting',
  closeTrainingNeed: 'TrainingNeed',
  closeTrainingOffer: 'TrainingOffer',
  complianceRun: 'ComplianceRun',
  complianceRunProgress: 'ComplianceRun',
  convertTrainingInterest: 'TrainingInterest',
  declineApplication: 'Application',
  declineTrainingInterest: 'TrainingInterest',
  disableOrganisation: 'Organisation',
  disableUser: 'User',
  editAgreement: 'Agreement',
  editExecution: 'ExecutionRecord',
  editGraduate: 'Graduate',
  editJobPosting: 'JobPosting',
  editSecondment: 'Secondment',
  editTraining: 'TrainingSession',
  editTrainingNeed: 'TrainingNeed',
  editTrainingOffer: 'TrainingOffer',
  enableOrganisation: 'Organisation',
  enableUser: 'User',
  endCommitteeTerm: 'CommitteeMember',
  endSession: 'Session',
  enterprise: 'Enterprise',
  enterpriseByUscc: 'EnterpriseUscc',
  executionRecord: 'ExecutionRecord',
  fileAgreement: 'Agreement',
  finishPersonRequest: 'PersonRequest',
  graduate: 'Graduate',
  inviteGraduate: 'Graduate',
  jobPosting: 'JobPosting',
  ledgerImport: 'LedgerImport',
  ledgerImportProgress: 'LedgerImport',
  makeOffer: 'Application',
  organisation: 'Organisation',
  pauseAgreement: 'Agreement',
  personRequest: 'PersonRequest',
  policy: 'Policy',
  publishTrainingNeed: 'TrainingNeed',
  publishTrainingOffer: 'TrainingOffer',
  refuseApplication: 'Application',
  rejectJobPosting: 'JobPosting',
  removeMembership: 'Membership',
  removePasskey: 'Passkey',
  renameOrganisation: 'Organisation',
  renamePasskey: 'Passkey',
  renameSchoolMajor: 'SchoolMajor',
  renewAgreement: 'Agreement',
  reopenJobPosting: 'JobPosting',
  reopenTrainingNeed: 'TrainingNeed',
  reopenTrainingOffer: 'TrainingOffer',
  resendInvitation: 'Invitation',
  resumeAgreement: 'Agreement',
  reverseExecution: 'ExecutionRecord',
  reverseSecondment: 'Secondment',
  revokeInvitation: 'Invitation',
  revokeMachineClient: 'MachineClient',
  rotateMachineClientKey: 'MachineClient',
  school: 'School',
  schoolByCode: 'SchoolCode',
  schoolClass: 'SchoolClass',
  secondment: 'Secondment',
  setTraineeResult: 'Trainee',
  submitJobPosting: 'JobPosting',
  suggestionRun: 'SuggestionRun',
  terminateAgreement: 'Agreement',
  trainee: 'Trainee',
  training: 'TrainingSession',
  trainingInterest: 'TrainingInterest',
  trainingNeed: 'TrainingNeed',
  trainingOffer: 'TrainingOffer',
  updateEnterprise: 'Enterprise',
  updateEnterpriseContact: 'Enterprise',
  updateSchool: 'School',
  updateSchoolClass: 'SchoolClass',
  updateSchoolContact: 'School',
  user: 'User',
  verifyExecution: 'ExecutionRecord',
  verifySecondment: 'Secondment',
  withdrawApplication: 'Application',
  withdrawTrainingInterest: 'TrainingInterest',
};

/** Kinds that no region, organisation or person keeps from whoever has the permission. */
export const UNSCOPED_KINDS: ReadonlySet<ObjectKind> = new Set(['Policy', 'PrivacyNotice']);

/** Kinds of which the three administrators see all. */
export const ADMINISTERED_KINDS: ReadonlySet<ObjectKind> = new Set([
  'Invitation',
  'MachineClient',
  'Organisation',
  'User',
]);

/** Operations of administrators on whomever they name: the kinds of a person's own are not theirs there. */
export const ON_ANYBODY: ReadonlySet<string> = new Set([
  'addMembership',
  'changeRole',
  'endUserSession',
  'narrowMember',
  'removeMembership',
]);

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
  'postingRules.regionCode': () => '320411',
  'computeSuggestions.regionPrefix': () => '3204',
  'publishScoreWeights.regionPrefix': () => '3204',
  'scoreWeights.regionCode': () => '320411',
  'publishPermissions.version': () => 99,
  'rolePermissions.version': () => 0,
  'uploadShortageList.regionPrefix': () => '3204',
  'withdrawConsent.consentId': () => '4000000000',
  'makeOffer.days': () => 7,
  code: () => `M-${next++}`,
  currentPassword: () => 'not-the-password',
  endsOn: () => '2026-06-30',
  field: () => 'idNumber',
  filedOn: () => '2026-01-01',
  grade: () => 3,
  graduationYear: () => 2026,
  idNumber: () => idNumber(next++),
  indicatorCode: () => 'SECONDMENTS',
  note: () => '试一试起草',
  objectType: () => 'Trainee',
  occupationCode: () => '6-18-01-01',
  permissions: () => [],
  recipientId: () => '1',
  recordId: () => '1',
  reason: () => '按规定办理此事',
  revision: () => 1,
  uscc: () => lettered(next++),
  validFromYear: () => 2030,
  year: () => 2026,
  heads: () => 20,
};

/** By the name of the type, where neither the tables nor the name say it. */
export const VALUE_OF_TYPE: Readonly<Record<string, (() => unknown) | undefined>> = {
  Boolean: () => true,
  Date: () => '2026-03-02',
  DateTime: () => '2026-03-02T00:00:00.000Z',
  Int: () => 1,
  String: () => '示例文字',
};
