import { Type } from '@nestjs/common';
import { PUBLIC_ROUTE } from '@sxbq/platform';
import { REQUIRED_PERMISSION } from './require-permission.decorator';

/** What a handler says about who may call it; null when it says nothing. */
export type DeclaredAccess = { readonly permission: string } | 'PUBLIC' | null;

/** A permission on the method wins over a class that is public as a whole. */
export function declaredAccess(handler: object, owner: Type | undefined): DeclaredAccess {
  const permission = Reflect.getMetadata(REQUIRED_PERMISSION, handler) as string | undefined;
  if (permission !== undefined) return { permission };
  const open = Reflect.getMetadata(PUBLIC_ROUTE, handler) ?? (owner && Reflect.getMetadata(PUBLIC_ROUTE, owner));
  return open === true ? 'PUBLIC' : null;
}
