// Runs a TypeScript file in a thread: tests work from sources, the product from compiled files.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');
const { compilerOptions, tsconfig } = require('../../../../docker/local/swc-options.mjs');

const root = path.resolve(__dirname, '../../../..');
const jsc = { ...compilerOptions(), baseUrl: root, paths: tsconfig().paths };

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    swcrc: false,
    configFile: false,
    filename,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc,
  });
  module._compile(code, filename);
};

require(process.argv[2]);
