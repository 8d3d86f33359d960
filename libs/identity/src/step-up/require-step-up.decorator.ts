import { SetMetadata } from '@nestjs/common';

export const REQUIRED_STEP_UP = 'sxbq:required-step-up';

/**
 * The operation is for people who have just proven again who they are: STEP_UP_REQUIRED unless they did so within
 * STEP_UP_MINUTES in this session. It comes on top of @RequirePermission; a machine client, which cannot prove who sits
 * before it, is refused.
 */
export const RequireStepUp = (): MethodDecorator => SetMetadata(REQUIRED_STEP_UP, true);
