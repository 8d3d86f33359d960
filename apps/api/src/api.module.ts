import { DynamicModule, Module, ValidationPipe } from '@nestjs/common';
import { APP_GUARD, APP_PIPE } from '@nestjs/core';
import { Clock, DomainError } from '@sxbq/kernel';
import { Config, PlatformModule, RateLimitsModule } from '@sxbq/platform';
import { PublicHealthModule } from '@sxbq/platform/health';
import { ValidationError } from 'class-validator';
import { Logger } from 'pino';
import { graphqlServer } from './graphql/graphql-server';
import { graphqlModules } from './graphql-modules';
import { CallLimitGuard } from './http/call-limit.guard';
import { databaseTimeLimits } from './http/time-limits';

/** GraphQL over HTTP: composes the libs; holds no rule and no SQL. */
@Module({})
export class ApiModule {
  static forRoot(options: { config: Config; logger: Logger; clock?: Clock }): DynamicModule {
    const platform = PlatformModule.forRoot({ ...options, databaseTimeLimits: databaseTimeLimits(options.config) });
    return {
      module: ApiModule,
      imports: [platform, RateLimitsModule, PublicHealthModule, graphqlServer(), ...graphqlModules],
      providers: [
        { provide: APP_GUARD, useClass: CallLimitGuard },
        { provide: APP_PIPE, useFactory: inputValidation },
      ],
    };
  }
}

function inputValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => inputRefusal(errors),
  });
}

function inputRefusal(errors: ValidationError[]): DomainError {
  const fields = errors.flatMap((error) => paths(error, ''));
  return new DomainError(
    'BAD_INPUT',
    'INPUT_INVALID',
    `以下字段不正确：${fields.join('、')}。请按接口说明修改后重试。`,
    {
      fields,
    },
  );
}

function paths(error: ValidationError, prefix: string): string[] {
  const path = prefix === '' ? error.property : `${prefix}.${error.property}`;
  return error.children?.length ? error.children.flatMap((child) => paths(child, path)) : [path];
}
