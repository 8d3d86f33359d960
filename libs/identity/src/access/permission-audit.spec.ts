import { Controller, Get, Injectable, Post, SetMetadata, Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { Test } from '@nestjs/testing';
import { Role } from '@sxbq/kernel';
import { PUBLIC_ROUTE } from '@sxbq/platform';
import { PermissionAudit } from './permission-audit';
import { permissionMatrix } from './permission-matrix';
import { registerPermissions, roleHolds } from './permission-registry';
import { Public, RequirePermission } from './require-permission.decorator';

registerPermissions({ 'fixture.read': { title: '查看样例', roles: [Role.SCHOOL] } });

@Resolver('Fixture')
class Declared {
  @Query(() => String)
  @RequirePermission('fixture.read')
  fixtures(): string {
    return '';
  }

  @Mutation(() => String, { name: 'enter' })
  @Public()
  signIn(): string {
    return '';
  }

  @Subscription(() => String)
  @RequirePermission('fixture.read')
  fixtureChanged(): string {
    return '';
  }

  @ResolveField(() => String)
  title(@Parent() _parent: object): string {
    return '';
  }
}

@Controller('files')
class Files {
  @Post('upload')
  @RequirePermission('fixture.read')
  upload(): string {
    return '';
  }
}

@SetMetadata(PUBLIC_ROUTE, true)
@Controller()
class Health {
  @Get('livez')
  live(): string {
    return '';
  }
}

@Resolver()
class ForgottenQuery {
  @Query(() => String)
  secrets(): string {
    return '';
  }
}

@Resolver()
class ForgottenSubscription {
  @Subscription(() => String)
  secretChanged(): string {
    return '';
  }
}

@Controller()
class ForgottenHandler {
  @Get('secrets')
  secrets(): string {
    return '';
  }
}

@Resolver()
class UnknownPermission {
  @Query(() => String)
  @RequirePermission('fixture.misspelt')
  secrets(): string {
    return '';
  }
}

@Resolver('Fixture')
class GuardOnField {
  @ResolveField(() => String)
  @RequirePermission('fixture.read')
  secret(): string {
    return '';
  }
}

@Injectable()
class PlainService {
  secrets(): string {
    return '';
  }
}

async function boot(options: { providers?: Type[]; controllers?: Type[] }) {
  const { providers = [], controllers = [] } = options;
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [PermissionAudit, ...providers],
    controllers,
  }).compile();
  await module.init();
  return module;
}

describe('a process starts only when every entrance declares who may use it', () => {
  it('starts when all do', async () => {
    const module = await boot({ providers: [Declared, PlainService], controllers: [Files, Health] });
    const operations = module.get(PermissionAudit).operations();
    expect(operations).toEqual([
      { kind: 'HTTP', name: 'GET /livez', permission: null },
      { kind: 'HTTP', name: 'POST /files/upload', permission: 'fixture.read' },
      { kind: 'Mutation', name: 'enter', permission: null },
      { kind: 'Query', name: 'fixtures', permission: 'fixture.read' },
      { kind: 'Subscription', name: 'fixtureChanged', permission: 'fixture.read' },
    ]);
    expect(permissionMatrix(operations).find(({ code }) => code === 'fixture.read')).toMatchObject({
      title: '查看样例',
      roles: [Role.SCHOOL],
      operations: [{ name: 'POST /files/upload' }, { name: 'fixtures' }, { name: 'fixtureChanged' }],
    });
  });

  it.each([
    ['a query', { providers: [ForgottenQuery] }, /ForgottenQuery\.secrets \(Query secrets\) declares neither/],
    [
      'a subscription',
      { providers: [ForgottenSubscription] },
      /ForgottenSubscription\.secretChanged .* declares neither/,
    ],
    [
      'an HTTP handler',
      { controllers: [ForgottenHandler] },
      /ForgottenHandler\.secrets \(HTTP GET \/secrets\) declares/,
    ],
    ['a misspelt permission', { providers: [UnknownPermission] }, /'fixture\.misspelt', which no permissions table/],
    [
      'a permission on a field',
      { providers: [GuardOnField] },
      /GuardOnField\.secret has @RequirePermission, which guards/,
    ],
  ])('does not start with %s that is not in order', async (_what, fixture, fault) => {
    await expect(boot(fixture)).rejects.toThrow(fault);
  });

  it('names every fault at once', async () => {
    const faults = boot({ providers: [ForgottenQuery, UnknownPermission] });
    await expect(faults).rejects.toThrow(/ForgottenQuery[^]*UnknownPermission/);
  });
});

describe('the registry', () => {
  it('refuses a code twice and a malformed code', () => {
    const table = { 'fixture.read': { title: '', roles: [] } };
    expect(() => registerPermissions(table)).toThrow(/registered twice/);
    expect(() => registerPermissions({ Read: { title: '', roles: [] } })).toThrow(/malformed/);
  });

  it('lets the system do all and nobody else what is unknown', () => {
    expect(roleHolds('SYSTEM', 'fixture.unknown')).toBe(true);
    expect(roleHolds(Role.SCHOOL, 'fixture.unknown')).toBe(false);
    expect(roleHolds(Role.SCHOOL, 'fixture.read')).toBe(true);
    expect(roleHolds(Role.ENTERPRISE, 'fixture.read')).toBe(false);
  });
});
