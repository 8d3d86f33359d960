import { Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { graphqlModules } from '../../../api/src/graphql-modules';

const RESOLVER_TYPE = 'graphql:resolver_type';
const HEADER = '# Generated from the resolvers by `npm run gen`; do not edit.\n\n';

/** The API's schema in sorted SDL, built from the resolver classes alone: no database, no server. */
export async function graphqlSchemaDocument(): Promise<string> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    const schema = await app.get(GraphQLSchemaFactory).create(resolverClasses());
    return `${HEADER}${printSchema(lexicographicSortSchema(schema))}\n`;
  } finally {
    await app.close();
  }
}

/** Resolver classes among the providers of the API's modules. */
export function resolverClasses(): Type[] {
  return graphqlModules
    .flatMap((module) => (Reflect.getMetadata(MODULE_METADATA.PROVIDERS, module) ?? []) as unknown[])
    .filter(
      (provider): provider is Type => typeof provider === 'function' && Reflect.hasMetadata(RESOLVER_TYPE, provider),
    );
}
