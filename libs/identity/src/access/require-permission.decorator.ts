import { SetMetadata } from '@nestjs/common';

export const REQUIRED_PERMISSION = 'sxbq:required-permission';
export const PUBLIC_OPERATION = 'sxbq:public-operation';

/** The operation (Query, Mutation, Subscription or HTTP handler) is for signed-in holders of this permission. */
export const RequirePermission = (code: string): MethodDecorator => SetMetadata(REQUIRED_PERMISSION, code);

/** The operation is for everyone, signed in or not. */
export const Public = (): MethodDecorator => SetMetadata(PUBLIC_OPERATION, true);
