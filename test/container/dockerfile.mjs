// Enough of a Dockerfile's language to run ours without an engine: its stages as plain folders on this machine.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{keyword: string, text: string}} Instruction */

/**
 * @param {string} source
 * @returns {Instruction[]} with continued lines joined and comments left out
 * @throws {Error} at a line that is no instruction
 */
export function parse(source) {
  return source
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, keyword, text] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
      if (!keyword) throw new Error(`not an instruction: ${line}`);
      return { keyword, text };
    });
}

/**
 * @typedef {object} Stage
 * @property {string} root the folder that stands for /
 * @property {string} workdir
 * @property {Record<string, string>} environment
 * @property {string | undefined} user
 * @property {string[] | undefined} command
 * @property {string[] | undefined} entrypoint
 * @property {string[] | undefined} healthCheck
 */

/**
 * Executes every stage. A stage begins as a copy of the one it is FROM; a base image is taken to be this machine.
 * @param {Instruction[]} instructions
 * @param {{context: string, scratch: string, isIncluded: (file: string) => boolean}} options context: what may be
 *   copied from; isIncluded: whether a path of it is sent to the engine at all
 * @returns {Map<string, Stage>}
 */
export function execute(instructions, { context, scratch, isIncluded }) {
  const stages = new Map();
  let stage;
  const handlers = {
    FROM: (text) => {
      const [from, , name] = text.split(' ');
      stage = { ...(stages.get(from) ?? emptyStage()), root: mkdtempSync(path.join(scratch, `${name}-`)) };
      if (stages.has(from)) copyInto(stages.get(from).root, stage.root);
      stages.set(name, stage);
    },
    WORKDIR: (text) => {
      stage.workdir = text;
      mkdirSync(inside(stage, text), { recursive: true });
    },
    COPY: (text) => copy(text, stage, stages, { context, isIncluded }),
    RUN: (text) => {
      const options = { cwd: inside(stage, '.'), env: environmentOf(stage), stdio: 'pipe' };
      execFileSync('sh', ['-c', text], options);
    },
    ENV: (text) => {
      stage.environment = {
        ...stage.environment,
        ...Object.fromEntries(text.split(' ').map((pair) => pair.split('='))),
      };
    },
    USER: (text) => (stage.user = text),
    CMD: (text) => (stage.command = JSON.parse(text)),
    ENTRYPOINT: (text) => (stage.entrypoint = JSON.parse(text)),
    HEALTHCHECK: (text) => (stage.healthCheck = JSON.parse(text.slice(text.indexOf('CMD ') + 4))),
    EXPOSE: (text) => Number.parseInt(text, 10),
    STOPSIGNAL: () => {},
  };
  for (const { keyword, text } of instructions) {
    if (!handlers[keyword]) throw new Error(`not known here: ${keyword}`);
    handlers[keyword](text);
  }
  return stages;
}

function emptyStage() {
  return { workdir: '/', environment: {}, user: undefined, command: undefined, entrypoint: undefined };
}

/** @param {Stage} stage @param {string} file absolute in the image, or relative to its workdir */
export function inside(stage, file) {
  return path.join(stage.root, path.resolve(stage.workdir, file));
}

/** What a process of the stage sees: nothing of ours but the way to node, npm and the package registry. */
export function environmentOf(stage, more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|INIT_CWD|.*_URL$)/.test(name));
  const ours = { PATH: searchPath(), npm_config_prefer_offline: 'true' };
  return { ...Object.fromEntries(kept), ...ours, ...stage.environment, ...more };
}

function searchPath() {
  const others = process.env.PATH.split(path.delimiter).filter((folder) => !folder.includes('node_modules'));
  return [path.dirname(process.execPath), ...others].join(path.delimiter);
}

function copy(text, stage, stages, { context, isIncluded }) {
  const words = text.split(' ');
  const from = words[0].startsWith('--from=') ? stages.get(words.shift().slice('--from='.length)) : undefined;
  const target = words.pop();
  for (const word of words) {
    const source = from ? inside(from, word) : path.join(context, word);
    if (!existsSync(source)) throw new Error(`COPY: there is no ${word}`);
    const goal = target.endsWith('/') ? inside(stage, path.join(target, path.basename(word))) : inside(stage, target);
    if (from) copyInto(source, goal);
    else cpSync(source, goal, { recursive: true, filter: (file) => isIncluded(path.relative(context, file)) });
  }
}

/** Folders of packages are large: hard links where the file system has them. */
function copyInto(source, target) {
  mkdirSync(target, { recursive: true });
  execFileSync('cp', [process.platform === 'linux' ? '-al' : '-R', `${source}/.`, target]);
}

/**
 * @param {string} source a .dockerignore
 * @returns {(file: string) => boolean} whether a path below the context is sent; the last pattern that fits decides
 */
export function ignoreFilter(source) {
  const patterns = source
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ keep: line.startsWith('!'), glob: line.replace(/^!/, '') }))
    .map(({ keep, glob }) => ({ keep, glob, expression: expressionOf(glob) }));
  const leadsToKept = (file) => patterns.some(({ keep, glob }) => keep && glob.startsWith(`${file}/`));
  return (file) => {
    if (file === '' || leadsToKept(file)) return true;
    return patterns.findLast(({ expression }) => expression.test(file))?.keep ?? true;
  };
}

/** A pattern fits a path and everything below it; unlike a shell's, its stars take leading dots. */
function expressionOf(glob) {
  const text = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*|\?/g, (token) => ({ '**/': '(?:.*/)?', '*': '[^/]*', '?': '[^/]' })[token]);
  return new RegExp(`^${text}(?:/|$)`);
}

/** @param {string} file @returns {Instruction[]} */
export function parseFile(file) {
  return parse(readFileSync(file, 'utf8'));
}
