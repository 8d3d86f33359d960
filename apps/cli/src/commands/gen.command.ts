import { Command } from 'commander';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CommandContext } from '../command-context';
import { environmentDocument } from '../documents/environment-document';
import { graphqlSchemaDocument } from '../documents/graphql-schema';
import { jobsDocument } from '../documents/jobs-document';
import { permissionsDocument } from '../documents/permissions-document';
import { trustedDocumentsManifest } from '../documents/trusted-documents';

/** `gen [--check]`: write the generated files, or tell which of them are not current. Needs no database. */
export function registerGenCommand(program: Command, context: CommandContext): void {
  program
    .command('gen')
    .description('生成 schema.graphql 与 docs/generated 下的文档')
    .option('--check', '只检查，不写文件')
    .action(async (options: { check?: boolean }) => {
      const schema = await graphqlSchemaDocument();
      const documents = new Map([
        ['apps/api/schema.graphql', schema],
        ['docs/generated/env.md', environmentDocument()],
        ['docs/generated/permissions.md', permissionsDocument()],
        ['docs/generated/jobs.md', jobsDocument()],
      ]);
      const manifest = await trustedDocumentsManifest(resolve('apps/portal'), schema);
      if (manifest !== null) documents.set('apps/api/trusted-documents.json', manifest);
      const stale: string[] = [];
      for (const [path, text] of documents) {
        const present = await readFile(resolve(path), 'utf8').catch(() => null);
        if (present !== text) stale.push(path);
        if (present !== text && !options.check) await store(path, text);
      }
      context.explain(
        stale.length === 0 ? '生成文件均为最新。' : `${options.check ? '需要重新生成' : '已更新'}：${stale.join('、')}`,
      );
      if (options.check && stale.length > 0) process.exitCode = 2;
    });
}

async function store(path: string, text: string): Promise<void> {
  await mkdir(dirname(resolve(path)), { recursive: true });
  await writeFile(resolve(path), text);
}
