import { DomainError } from '@sxbq/kernel';
import { dateRefused, executionRefused, stepNotAllowed } from './agreements.errors';
import { DateRefusal } from './domain/agreement-dates';
import { AgreementStep } from './domain/agreement-lifecycle';
import { AgreementStatus } from './domain/agreement-status';
import { ExecutionRefusal } from './domain/execution-verification';

describe('refusals of agreements', () => {
  it('say in Chinese what is allowed instead', () => {
    expect(stepNotAllowed(AgreementStep.FILE, AgreementStatus.DRAFT).message).toBe(
      '协议现为“草稿”，不能备案；只有“已签订”的协议可以。',
    );
  });

  it('give every refusal a code of its own and a sentence', () => {
    const dates: DateRefusal[] = ['END_BEFORE_START', 'FILED_IN_FUTURE', 'EXECUTION_AFTER_END'];
    const executions: ExecutionRefusal[] = ['ALREADY_VERIFIED', 'ALREADY_REVERSED', 'OWN_RECORD', 'OTHERS_RECORD'];
    const errors: DomainError[] = [
      ...dates.map((refusal) => dateRefused(refusal, { occurredOn: '2025-01-01' })),
      ...executions.map(executionRefused),
    ];
    expect(new Set(errors.map((error) => error.code)).size).toBe(errors.length);
    for (const error of errors) expect(error.message).toMatch(/^\p{Script=Han}.*。$/u);
  });
});
