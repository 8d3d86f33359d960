import { Mask } from '@sxbq/kernel';
import { declaredDataPolicy } from '@sxbq/platform/graphql';
import { getNamedType, GraphQLField } from 'graphql';

/** Fields whose texts are codes, digests, keys and the like, whatever the type: masking would make them others. */
const CODES = new RegExp(
  `^(?:${[
    'code|[a-zA-Z]+Codes?|uscc|[a-zA-Z]+Uscc',
    'certificateNumber|contractNumber|studentNumber|teacherNumber',
    'sha256|digest|[a-zA-Z]+Digest|[a-zA-Z]+Hash|signature|publicKey|keyId|seed',
    'correlationId|clientMutationId|objectId|token|key|link|path|uri|secret|edition|[a-zA-Z]+Edition',
  ].join('|')})$`,
);

/** Other fields that say digits as they are, with the reason. */
const VERBATIM: Readonly<Record<string, string>> = {
  'RevealedPersonalData.value': 'what was asked for, with a reason and within a budget',
  'Applicant.phone': 'shown whole with the consent of the person alone; the service masks it otherwise',
  'Me.username': 'one signs in with it; one’s own',
  'User.username': 'administrators know accounts by it',
  'OpenInvitation.username': 'whoever holds the link signs in with it',
  'AuditEntry.actorUserName': 'the audit administrator has to know who it was',
  'Mutation.regenerateRecoveryCodes': 'secrets that are shown once',
  'Mutation.beginPasskeyRegistration': 'JSON for the browser',
  'Mutation.beginPasskeySignIn': 'JSON for the browser',
  'Mutation.beginStepUp': 'JSON for the browser',
};

/**
 * Whether a field of the schema holds what somebody may have written freely: every text that is not known to be a code,
 * and that has no mask of its own. Numbers of persons in it are masked in every answer (assurance A3, D1).
 */
export function isFreeText(typeName: string, field: GraphQLField<unknown, unknown>): boolean {
  if (getNamedType(field.type).name !== 'String' || ownMaskOf(field) !== null) return false;
  return !CODES.test(field.name) && VERBATIM[`${typeName}.${field.name}`] === undefined;
}

/** Inputs that ask for such a number, or for a secret. */
const ASKED_FOR = /^(?:[a-zA-Z]*[pP]hone|idNumber|username|[a-zA-Z]*[pP]assword|[a-zA-Z]*[rR]esponse|subject)$/;

/** Whether an argument or an input's field of type String takes what somebody writes freely. */
export function takesFreeText(name: string): boolean {
  return !CODES.test(name) && !ASKED_FOR.test(name);
}

/** The mask that a field declares for its whole value. */
export function ownMaskOf(field: GraphQLField<unknown, unknown>): Mask | null {
  const policy = declaredDataPolicy(field);
  return policy && 'mask' in policy && policy.mask !== 'NONE' ? policy.mask : null;
}

/** Names of VERBATIM that are no text fields of these: a field that was renamed must be looked at again. */
export function staleVerbatim(fields: ReadonlySet<string>): string[] {
  return Object.keys(VERBATIM).filter((name) => !fields.has(name));
}
