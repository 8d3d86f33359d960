import { idNumber } from '../ledger-files';
import { lettered } from '../first-day-city';
import { Role } from '@sxbq/kernel';
import { ObjectKind } from './place';

/** What an argument or input field of this name always names. */
export const OBJECT_OF_NAME: Readonly<Record<string, ObjectKind>> = {
  agreementId: 'Agreement',
  applicationId: 'Application',
  actorClientId: 'MachineClient',
  actorMembershipId: 'Membership',
  actorOrganisationId: 'Organisation',
  actorSessionId: 'Session',
  actorUserId: 'User',
  assessedId: 'School',
  cohortId: 'GraduateCohort',
  enterpriseId: 'Enterprise',
  enterpriseSchemeId: 'AssessmentScheme',
  fileIds: 'LedgerFile',
  graduateId: 'Graduate',
  jobPostingId: 'JobPosting',
  jobPostingIds: 'JobPosting',
  membershipId: 'Membership',
  membershipIds: 'Membership',
  noticeId: 'PrivacyNotice',
  objectId: 'Trainee',
  organisationId: 'Organisation',
  otherSchemeId: 'AssessmentScheme',
  recipientId: 'Enterprise',
  regionCode: 'Region',
  regionPrefix: 'RegionPrefix',
  requestId: 'PersonRequest',
  runId: 'AssessmentRun',
  roundId: 'MatchingRound',
  schemeId: 'AssessmentScheme',
  schoolClassId: 'SchoolClass',
  schoolId: 'School',
  schoolMajorId: 'SchoolMajor',
  schoolMajorIds: 'SchoolMajor',
  schoolSchemeId: 'AssessmentScheme',
  sessionId: 'Session',
  trainingNeedId: 'TrainingNeed',
  trainingOfferId: 'TrainingOffer',
  trainingSessionId: 'TrainingSession',
  userId: 'User',
};

/** What an argument of this operation names, where its name alone means another kind. */
export const OBJECT_OF_ARGUMENT: Readonly<Record<string, ObjectKind>> = {
  'applyForJob.jobPostingId': 'OpenPosting',
  'inviteToJob.jobPostingId': 'OpenPosting',
  'overrideSuggestion.jobPostingId': 'OpenPosting',
  'setPostWishes.jobPostingIds': 'OpenPosting',
};

/** What the `id` of an operation names; its `code` or `uscc` where that is how it asks. */
export const OBJECT_OF_OPERATION: Readonly<Record<string, ObjectKind>> = {
  acceptOffer: 'Application',
  activateMachineClient: 'MachineClient',
  agreeToInterview: 'Application',
  agreeTrainingInterest: 'TrainingInterest',
  agreement: 'Agreement',
  answerAssessmentObjection: 'AssessmentObjection',
  application: 'Application',
  approveAgreement: 'Agreement',
  approveJobPosting: 'JobPosting',
  assessmentObjection: 'AssessmentObjection',
  assessmentRun: 'AssessmentRun',
  assessmentRunProgress: 'AssessmentRun',
  assessmentScheme: 'AssessmentScheme',
  beginAssessmentNotice: 'AssessmentRun',
  cancelRound: 'MatchingRound',
  changeAgreementParty: 'Agreement',
  changeRole: 'Membership',
  chooseAssessmentMarkers: 'AssessmentRun',
  closeAssessmentRun: 'AssessmentRun',
  closeJobPosting: 'JobPosting',
  closeTrainingNeed: 'TrainingNeed',
  closeTrainingOffer: 'TrainingOffer',
  closeRound: 'MatchingRound',
  complianceRun: 'ComplianceRun',
  complianceRunProgress: 'ComplianceRun',
  configureAssessmentRun: 'AssessmentRun',
  confirmAccess: 'AccessProposal',
  confirmAssessmentPublication: 'AssessmentRun',
  convertTrainingInterest: 'TrainingInterest',
  declineApplication: 'Application',
  declineTrainingInterest: 'TrainingInterest',
  disableOrganisation: 'Organisation',
  disableUser: 'User',
  drawAssessmentMarkers: 'AssessmentRun',
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
  enterRoundDraw: 'MatchingRound',
  fileAgreement: 'Agreement',
  finishPersonRequest: 'PersonRequest',
  freezeAssessmentRun: 'AssessmentRun',
  giveAssessmentMark: 'AssessmentMark',
  finishRound: 'MatchingRound',
  graduate: 'Graduate',
  inviteGraduate: 'Graduate',
  jobPosting: 'JobPosting',
  ledgerImport: 'LedgerImport',
  ledgerImportProgress: 'LedgerImport',
  makeOffer: 'Application',
  openAssessmentRun: 'AssessmentRun',
  matchingRound: 'MatchingRound',
  openRound: 'MatchingRound',
  organisation: 'Organisation',
  pauseAgreement: 'Agreement',
  personRequest: 'PersonRequest',
  policy: 'Policy',
  proposeAssessmentPublication: 'AssessmentRun',
  publishTrainingNeed: 'TrainingNeed',
  publishTrainingOffer: 'TrainingOffer',
  publishRound: 'MatchingRound',
  refuseApplication: 'Application',
  rejectJobPosting: 'JobPosting',
  removeMembership: 'Membership',
  removePasskey: 'Passkey',
  removeSelfScoreAttachment: 'SelfScoreAttachment',
  renameOrganisation: 'Organisation',
  renamePasskey: 'Passkey',
  renameSchoolMajor: 'SchoolMajor',
  renewAgreement: 'Agreement',
  report: 'Report',
  reportLink: 'Report',
  reportProgress: 'Report',
  reopenAssessmentRun: 'AssessmentRun',
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
  roundPass: 'RoundPass',
  roundPassProgress: 'RoundPass',
  runRound: 'MatchingRound',
  school: 'School',
  schoolByCode: 'SchoolCode',
  schoolClass: 'SchoolClass',
  secondment: 'Secondment',
  selfScoreAttachmentLink: 'SelfScoreAttachment',
  setTraineeResult: 'Trainee',
  stopRoundPass: 'RoundPass',
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
  withdrawAccess: 'AccessProposal',
  withdrawApplication: 'Application',
  withdrawAssessmentFact: 'AssessmentRecordedFact',
  withdrawTrainingInterest: 'TrainingInterest',
};

/** Kinds that no region, organisation or person keeps from whoever has the permission. */
export const UNSCOPED_KINDS: ReadonlySet<ObjectKind> = new Set(['Policy', 'PrivacyNotice']);

/** Kinds of which the three administrators see all. */
export const ADMINISTERED_KINDS: ReadonlySet<ObjectKind> = new Set([
  'AccessProposal',
  'Invitation',
  'MachineClient',
  'Organisation',
  'RegionPrefix',
  'User',
]);

/** Operations of administrators on whomever they name: the kinds of a person's own are not theirs there. */
export const ON_ANYBODY: ReadonlySet<string> = new Set([
  'addMembership',
  'auditEntries',
  'changeRole',
  'createOrganisation',
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

/** Slots that may name what lies anywhere, each for its reason. */
export const OPEN_TO_ALL: ReadonlySet<string> = new Set([
  // The place of work or of a training may lie in another city; the bureau there decides about it.
  'draftJobPosting.input.regionCode',
  'editJobPosting.input.regionCode',
  'putJobPosting.input.regionCode',
  'draftTrainingNeed.input.regionCode',
  'editTrainingNeed.input.regionCode',
  'draftTrainingOffer.input.regionCode',
  'editTrainingOffer.input.regionCode',
  // A person consents to whichever recipient they choose; the officer takes it down.
  'recordConsent.input.recipientId',
]);

/** What says of something that it is not there without being of the kind NOT_FOUND; the same as of what nobody has. */
export const NOT_THERE_CODES: ReadonlySet<string> = new Set([
  'AGREEMENT_MAJOR_UNKNOWN',
  'ASSESSMENT_MARKER_UNFIT',
  'ASSESSMENT_SCHEME_DOES_NOT_FIT',
  'MAJOR_OF_OTHER_SCHOOL',
  'POSTING_NOT_OPEN',
  'WISHED_POSTINGS_NOT_OPEN',
]);

/** Slots that are looked at after something else is refused here; refused in the same words for what nobody has. */
export const REFUSED_FIRST: ReadonlySet<string> = new Set([
  // No ranking, no marking, no agreement in force and no second scheme are there to begin with.
  'addAssessmentScheme.input.regionPrefix',
  'assessmentWhatIf.otherSchemeId',
  'assignAssessmentMarker.input.assessedId',
  'moderateAssessmentMark.input.assessedId',
  'renewAgreement.input.schoolMajorIds',
  'requestReport.input.schoolId',
]);

/** Slots of which no fixture has an own one that is answered otherwise; proved in the specs of their libs. */
export const UNPROVEN: ReadonlySet<string> = new Set([
  'answerTrainingNeed.input.trainingNeedId',
  'answerTrainingNeed.input.trainingOfferId',
  'assessmentFacts.assessedId',
  'assessmentSelfScores.assessedId',
  'assessmentWhatIf.otherSchemeId',
  'assignAssessmentMarker.input.assessedId',
  'fileAssessmentObjection.input.assessedId',
  'fileAssessmentObjection.input.runId',
  'moderateAssessmentMark.input.assessedId',
  'myRoundResult.graduateId',
  'overrideSuggestion.input.jobPostingId',
  'rankingEvidence.assessedId',
  'refuseRoundMatch.graduateId',
  'renewAgreement.input.schoolMajorIds',
  'requestReport.input.schoolId',
  'withdrawSuggestionOverride.jobPostingId',
]);

/** What is nobody's, by kind. */
export const NOT_THERE: Readonly<Record<string, string> & { default: string }> = {
  default: '4000000000',
  EnterpriseUscc: lettered(99),
  Region: '990102',
  RegionPrefix: '9901',
  SchoolCode: 'NIRGENDS',
};

/** Operations in which the partners of one's city are named, and lists that they may be looked for in. */
const AMONG_PARTNERS: ReadonlySet<string> = new Set([
  'changeAgreementParty',
  'createSecondment',
  'createTraining',
  'draftAgreement',
  'jobPostings',
  'schoolMajors',
]);

/** What is known to the whole city: its region, postings that are shown, and the other side as a partner. */
export function isInDirectory(role: Role, operation: string, { kind }: { readonly kind: ObjectKind }): boolean {
  if (kind === 'Region' || kind === 'RegionPrefix') return true;
  if (kind === 'OpenPosting') return role !== Role.ENTERPRISE;
  return AMONG_PARTNERS.has(operation) && kind === (role === Role.SCHOOL ? 'Enterprise' : 'School');
}

/** Operations that end or change the session they come with: each is asked in a session of its own. */
export const IN_OWN_SESSION: ReadonlySet<string> = new Set(['endSession', 'signOut', 'stepUp', 'switchMembership']);

let next = 100;

/**
 * Values that pass the checks that come before the one of scope, by 'operation.name', else by name. What is not here
 * and named by no table is given by its type.
 */
export const VALUE_OF: Readonly<Record<string, (() => unknown) | undefined>> = {
  'comparePermissions.from': () => 0,
  'recordAssessmentFact.fact': () => 'FINDINGS',
  'comparePermissions.to': () => 0,
  'postingRules.regionCode': () => '320411',
  'scoreWeights.regionCode': () => '320411',
  'publishPermissions.version': () => 99,
  'rolePermissions.version': () => 0,
  // Records of a person in the lib that holds them; which they are, a request says, and that is varied.
  'confirmHeldRecords.recordId': () => '1',
  'correctPersonalData.recordId': () => '1',
  'withdrawConsent.consentId': () => '4000000000',
  'makeOffer.days': () => 7,
  'createMachineClient.permissions': () => ['schools.read'],
  'enterRoundDraw.drawValue': () => '03 08 17+07',
  occupationEdition: () => '2022 draft',
  validUntil: () => new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10),
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
  points: () => '8',
  occupationCode: () => '6-18-01-01',
  permissions: () => [],
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
