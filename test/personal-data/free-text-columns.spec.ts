import { isFreeTextColumn } from '../support/free-text-columns';

/** What the looks for numbers at rest leave out follows from the mutations that take texts. */
describe('columns of what people write freely', () => {
  it.each([
    'training_offer.description',
    'training_need.remarks',
    'training_interest.remarks',
    'training_interest.reason',
    'job_posting.description',
    'job_posting.title',
    'execution_record.description',
    'execution_record.reversal_reason',
    'secondment.evaluation',
    'secondment.reversal_reason',
    'assessment_self_score.narrative',
    'assessment_objection.statement',
    'assessment_objection.answer',
    'assessment_mark.comment',
    'assessment_correction.reason',
    'agreement_event.reason',
    'application.reason',
    'matching_round.reason',
    'round_exclusion.reason',
    'suggestion_override.reason',
    'person_request.reason',
    'invitation.note',
    'access_proposal.note',
  ])('%s is one', (place) => {
    expect(isFreeTextColumn(...(place.split('.') as [string, string]))).toBe(true);
  });

  it.each([
    'ledger_file.file_name',
    'ledger_import.warnings',
    'ledger_import_error.message',
    'ledger_import_error.value',
    'assessment_attachment.file_name',
    'audit_entry.details',
    'audit_entry.reason',
    'outbox_event.payload',
    'job_posting_finding.message',
    'trainee.name',
    'graduate.phone',
    'school.contact_name',
    'user.username',
    'user.display_name',
    'session.user_agent',
    'report.letterhead',
    'training_offer.code',
  ])('%s is none: a number in it is a find', (place) => {
    expect(isFreeTextColumn(...(place.split('.') as [string, string]))).toBe(false);
  });
});
