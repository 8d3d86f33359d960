import { Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { graphqlModules } from '../../../api/src/graphql-modules';

const RESOLVER_TYPE = 'graphql:resolver_type';

/** Resolver classes among the providers of the API's modules. */
export function resolverClasses(): Type[] {
  return classesOf(MODULE_METADATA.PROVIDERS).filter((provider) => Reflect.hasMetadata(RESOLVER_TYPE, provider));
}

/** Everything of the API that may hold an entrance: resolvers and controllers. */
export function apiClasses(): Type[] {
  return [...resolverClasses(), ...classesOf(MODULE_METADATA.CONTROLLERS)];
}

function classesOf(kind: string): Type[] {
  return graphqlModules
    .flatMap((module) => (Reflect.getMetadata(kind, module) ?? []) as unknown[])
    .filter((member): member is Type => typeof member === 'function');
}
