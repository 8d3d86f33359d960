import { Controller, ExecutionContext, Get, Type } from '@nestjs/common';
import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DomainError, Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { newRequestContext, runInContext } from '@sxbq/platform';
import { PermissionGuard } from './permission.guard';
import { registerPermissions } from './permission-registry';
import { Public, RequirePermission } from './require-permission.decorator';

registerPermissions({ 'guarded.read': { title: '查看样例', roles: [Role.SCHOOL] } });

@Resolver('Guarded')
class Resolvers {
  @Query(() => String)
  @RequirePermission('guarded.read')
  guarded(): void {}

  @Query(() => String)
  @Public()
  open(): void {}

  @Query(() => String)
  forgotten(): void {}

  @ResolveField(() => String)
  title(): void {}
}

@Controller()
class Handlers {
  @Get('x')
  forgotten(): void {}
}

const school: Principal = { ...SYSTEM_PRINCIPAL, userId: 1, role: Role.SCHOOL, schoolId: 1 };
const enterprise: Principal = { ...SYSTEM_PRINCIPAL, userId: 2, role: Role.ENTERPRISE, enterpriseId: 1 };

function outcome(owner: Type, method: string, principal: Principal | null): string {
  const handler = (owner.prototype as Record<string, () => void>)[method] as () => void;
  const context = { getHandler: () => handler, getClass: () => owner } as unknown as ExecutionContext;
  try {
    return runInContext(newRequestContext(principal), () => String(new PermissionGuard().canActivate(context)));
  } catch (error) {
    return (error as DomainError).code;
  }
}

describe('the permission guard', () => {
  it.each([
    ['holder', 'guarded', school, 'true'],
    ['another role', 'guarded', enterprise, 'FORBIDDEN'],
    ['the system', 'guarded', SYSTEM_PRINCIPAL, 'true'],
    ['nobody', 'guarded', null, 'UNAUTHENTICATED'],
    ['nobody, public operation', 'open', null, 'true'],
    ['nobody, field of a type', 'title', null, 'true'],
    ['holder, undeclared operation', 'forgotten', school, 'FORBIDDEN'],
    ['nobody, undeclared operation', 'forgotten', null, 'UNAUTHENTICATED'],
  ])('%s', (_who, method, principal, expected) => expect(outcome(Resolvers, method, principal)).toBe(expected));

  it('denies an undeclared HTTP handler', () => expect(outcome(Handlers, 'forgotten', school)).toBe('FORBIDDEN'));

  it('names the missing permission in words', () => {
    const act = () =>
      runInContext(newRequestContext(enterprise), () =>
        new PermissionGuard().canActivate({
          getHandler: () => Reflect.get(Resolvers.prototype, 'guarded') as object,
          getClass: () => Resolvers,
        } as unknown as ExecutionContext),
      );
    expect(act).toThrow('当前身份没有“查看样例”的权限');
  });
});
