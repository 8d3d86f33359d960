import { SetMetadata } from '@nestjs/common';
import { PUBLIC_ROUTE } from '@sxbq/platform';

export const REQUIRED_PERMISSION = 'sxbq:required-permission';

/** The operation (Query, Mutation, Subscription or HTTP handler) is for signed-in holders of this permission. */
export const RequirePermission = (code: string): MethodDecorator => SetMetadata(REQUIRED_PERMISSION, code);

/** The operation is for everyone, signed in or not. */
export const Public = (): MethodDecorator => SetMetadata(PUBLIC_ROUTE, true);
