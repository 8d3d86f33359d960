// What is needed of this machine, asked of the machine: not whether a program of that name is there, but whether it does.
import { mkdtempSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Need
 * @property {string} name said to people when it is not there
 * @property {(machine: import('./packages.mjs').Machine) => Promise<boolean>} isThere
 */

/** A program is there and starts: its libraries are found. @returns {Need} */
function starts(program, ...args) {
  return {
    name: program,
    isThere: async ({ find, ask }) => {
      const file = find(program);
      return file !== undefined && (await ask(file, args)).code === 0;
    },
  };
}

/** The same, in a version that says at least this. @returns {Need} */
function startsAs(program, pattern, least) {
  return {
    name: `${program} ≥ ${least.join('.')}`,
    isThere: async ({ find, ask }) => {
      const file = find(program);
      if (file === undefined) return false;
      const { code, output } = await ask(file, ['--version']);
      return code === 0 && isAtLeast(pattern.exec(output)?.slice(1).map(Number), least);
    },
  };
}

/** A script that has no harmless way to be called. @returns {Need} */
const isExecutable = (program) => ({ name: program, isThere: async ({ find }) => find(program) !== undefined });

function isAtLeast(version, least) {
  if (version === undefined) return false;
  const different = least.findIndex((number, index) => version[index] !== number);
  return different < 0 || version[different] > least[different];
}

/**
 * A part of LibreOffice opens what is its own: only it can write this format.
 * @param {string} name @param {string} format written @param {string} source extension of the probe @param {string} probe
 * @returns {Need}
 */
function opens(name, format, source, probe) {
  return {
    name,
    isThere: async ({ find, ask }) => {
      const office = find('soffice');
      if (office === undefined) return false;
      const folder = mkdtempSync(path.join(os.tmpdir(), 'sxbq-office-'));
      try {
        writeFileSync(path.join(folder, `probe.${source}`), probe);
        const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
        const convert = [
          '--headless',
          '--convert-to',
          format,
          '--outdir',
          folder,
          path.join(folder, `probe.${source}`),
        ];
        await ask(office, [profile, ...convert]);
        return existsSync(path.join(folder, `probe.${format}`));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** By service; `office` is what the tests of reports open documents with. @type {Record<string, Need[]>} */
export const NEEDS = {
  mariadb: [
    startsAs('mariadbd', /Ver (\d+)\.(\d+)\.\d+-MariaDB/, [10, 6]),
    isExecutable('mariadb-install-db'),
    starts('my_print_defaults', '--version'),
  ],
  redis: [startsAs('redis-server', /v=(\d+)\.(\d+)/, [6, 0])],
  office: [
    starts('pdftotext', '-v'),
    starts('pdftoppm', '-v'),
    starts('pdfinfo', '-v'),
    starts('pdffonts', '-v'),
    opens('LibreOffice Writer (docx)', 'docx', 'rtf', '{\\rtf1 x}'),
    opens('LibreOffice Calc (xlsx)', 'xlsx', 'csv', 'x,1\n'),
  ],
};
