/**
 * Who may import whom, as one table. Each row lists libs of earlier rows only, so the graph cannot become cyclic: the
 * loop below throws when a row names a lib that is not above it in the table.
 */
const BASE = ['kernel', 'platform', 'audit', 'identity', 'catalogues'];
const table = [
  ['kernel', []],
  ['platform', ['kernel']],
  ['audit', ['kernel', 'platform']],
  ['identity', ['kernel', 'platform', 'audit']],
  ['catalogues', ['kernel', 'platform', 'audit', 'identity']],
  ['privacy', ['kernel', 'platform', 'audit', 'identity']],
  ['schools', BASE],
  ['enterprises', BASE],
  ['policy', [...BASE, 'schools', 'enterprises']],
  ['agreements', [...BASE, 'schools', 'enterprises']],
  ['talent', [...BASE, 'schools', 'enterprises', 'policy', 'agreements']],
  ['training', [...BASE, 'schools', 'enterprises', 'policy', 'agreements']],
  ['graduates', [...BASE, 'schools', 'training']],
  ['postings', [...BASE, 'schools', 'enterprises', 'agreements', 'training']],
  ['placement', [...BASE, 'privacy', 'schools', 'enterprises', 'training', 'graduates', 'postings']],
  ['balance', [...BASE, 'schools', 'graduates', 'postings']],
  ['training-menu', [...BASE, 'schools', 'enterprises', 'agreements', 'training']],
  ['matching', [...BASE, 'privacy', 'schools', 'enterprises', 'training', 'graduates', 'postings', 'placement']],
  ['compliance', [...BASE, 'schools', 'enterprises', 'policy', 'agreements', 'talent', 'training']],
  ['assessment', [...BASE, 'policy', 'compliance']],
  ['reports', [...BASE, 'schools', 'assessment']],
  [
    'ledgers',
    [
      ...BASE,
      'schools',
      'enterprises',
      'policy',
      'agreements',
      'talent',
      'training',
      'compliance',
      'graduates',
      'postings',
      'training-menu',
    ],
  ],
];

const root = process.env.ARCHITECTURE_ROOT ?? '';
const known = [];
const libRules = table.map(([lib, mayImport]) => {
  const unknown = mayImport.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`import table: ${lib} names ${unknown.join(', ')}, which is not below it`);
  known.push(lib);
  return {
    name: `${lib}-imports`,
    severity: 'error',
    comment: `libs/${lib} may import: ${mayImport.join(', ') || 'no other lib'}`,
    from: { path: `^${root}libs/${lib}/` },
    to: { path: `^${root}libs/`, pathNot: `^${root}libs/(${[lib, ...mayImport].join('|')})/` },
  };
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...libRules,
    {
      name: 'libs-through-doors',
      severity: 'error',
      comment: 'another lib is entered through index, graphql, worker, health, vocabulary or verification only',
      from: { path: `^${root}libs/([^/]+)/` },
      to: {
        path: `^${root}libs/`,
        pathNot: [
          `^${root}libs/$1/`,
          `^${root}libs/[^/]+/src/(index|graphql|worker|health|vocabulary|verification)\\.ts$`,
        ],
      },
    },
    {
      name: 'apps-through-doors',
      severity: 'error',
      from: { path: `^${root}apps/` },
      to: {
        path: `^${root}libs/`,
        pathNot: `^${root}libs/[^/]+/src/(index|graphql|worker|health|vocabulary|verification)\\.ts$`,
      },
    },
    {
      name: 'no-app-below',
      severity: 'error',
      comment: 'no lib imports an app',
      from: { path: `^${root}libs/` },
      to: { path: `^${root}apps/` },
    },
    {
      name: 'apps-apart',
      severity: 'error',
      comment: 'only the command line, which writes the documents about them, looks into another app',
      from: { path: `^${root}apps/(api|worker)/` },
      to: { path: `^${root}apps/`, pathNot: `^${root}apps/$1/` },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'domain/ knows no framework, no database and no input or output',
      from: { path: `^${root}libs/[^/]+/src/domain/`, pathNot: '\\.spec\\.ts$' },
      to: {
        path: [
          '^node_modules/(@nestjs|typeorm|mysql2|bullmq|ioredis|fastify|graphql)',
          '/(persistence|graphql|worker|jobs)/',
        ],
      },
    },
    {
      name: 'sql-in-persistence',
      severity: 'error',
      comment: 'only persistence/ builds on TypeORM, beside the modules that register entities and the platform',
      from: {
        path: `^${root}libs/`,
        pathNot: [`^${root}libs/platform/`, '/persistence/', '\\.module\\.ts$', '\\.(spec|db-spec)\\.ts$', '/testing/'],
      },
      to: { path: '^node_modules/(typeorm|mysql2)/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^\\.local/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: process.env.ARCHITECTURE_TSCONFIG ?? 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
