// What swc is told, in one place: the build and the tests compile alike.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/** @returns {{paths: Record<string, string[]>, target: string, useDefineForClassFields: boolean}} of tsconfig.json */
export function tsconfig() {
  return JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8')).compilerOptions;
}

/**
 * Nest needs legacy decorators with their metadata. Class fields are assigned, not defined: a field without an
 * initialiser leaves no own `undefined` property behind, so a partial input stays partial.
 */
export function compilerOptions() {
  const { target, useDefineForClassFields } = tsconfig();
  return {
    target,
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields },
    keepClassNames: true,
  };
}

/** @returns {Record<string, string>} jest's moduleNameMapper, derived from tsconfig's `paths` */
export function moduleNameMapper() {
  return Object.fromEntries(
    Object.entries(tsconfig().paths).map(([alias, [target]]) => [
      `^${alias.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`,
      path.join(ROOT, target),
    ]),
  );
}
