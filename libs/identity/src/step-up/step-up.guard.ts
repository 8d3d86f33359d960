import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { currentPrincipal } from '../access/current-principal';
import { isSteppedUp } from '../domain/step-up.rule';
import { stepUpRequired } from '../identity.errors';
import { REQUIRED_STEP_UP } from './require-step-up.decorator';

/** Stands behind the permission guard, before operations with @RequireStepUp. */
@Injectable()
export class StepUpGuard implements CanActivate {
  constructor(private readonly clock: Clock) {}

  canActivate(context: ExecutionContext): boolean {
    if (Reflect.getMetadata(REQUIRED_STEP_UP, context.getHandler()) !== true) return true;
    if (!isSteppedUp(currentPrincipal(), this.clock.now())) throw stepUpRequired();
    return true;
  }
}
