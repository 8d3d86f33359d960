import { ExecutionContext } from '@nestjs/common';
import { DomainError, FixedClock, Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { newRequestContext, runInContext } from '@sxbq/platform';
import { RequireStepUp } from './require-step-up.decorator';
import { StepUpGuard } from './step-up.guard';

const NOW = new Date('2026-03-02T01:00:00.000Z');

class Handlers {
  @RequireStepUp()
  sensitive(): void {}

  ordinary(): void {}
}

const officer: Principal = { ...SYSTEM_PRINCIPAL, userId: 1, role: Role.HR_BUREAU, regionPrefix: '3204' };
const provenAgo = (minutes: number): Principal => ({
  ...officer,
  steppedUpAt: new Date(NOW.getTime() - minutes * 60_000),
});

function outcome(handler: () => void, principal: Principal | null): string {
  const context = { getHandler: () => handler } as unknown as ExecutionContext;
  const guard = new StepUpGuard(new FixedClock(NOW));
  try {
    return runInContext(newRequestContext(principal), () => String(guard.canActivate(context)));
  } catch (error) {
    return (error as DomainError).code;
  }
}

describe('the step-up guard', () => {
  const sensitive = Reflect.get(Handlers.prototype, 'sensitive') as () => void;
  const ordinary = Reflect.get(Handlers.prototype, 'ordinary') as () => void;

  it.each([
    ['never proven again', officer, 'STEP_UP_REQUIRED'],
    ['proven just now', provenAgo(0), 'true'],
    ['proven ten minutes ago', provenAgo(10), 'true'],
    ['proven longer ago', provenAgo(10.001), 'STEP_UP_REQUIRED'],
    ['a machine client', { ...officer, userId: null, clientId: 7 }, 'STEP_UP_REQUIRED'],
    ['the system', SYSTEM_PRINCIPAL, 'true'],
    ['nobody', null, 'UNAUTHENTICATED'],
  ])('%s', (_who, principal, expected) => expect(outcome(sensitive, principal)).toBe(expected));

  it('leaves other operations alone', () => expect(outcome(ordinary, officer)).toBe('true'));
});
