import { DomainError } from '@sxbq/kernel';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { Writable } from 'node:stream';

/** A file opened for writing, or a sentence that says why not (OUTPUT_UNWRITABLE). */
export async function outputFile(target: string): Promise<Writable> {
  const stream = createWriteStream(target);
  await once(stream, 'open').catch((error: unknown) => refuse(target, error));
  return stream;
}

/** A folder that exists from now on, or OUTPUT_UNWRITABLE. */
export async function outputFolder(target: string): Promise<string> {
  await mkdir(target, { recursive: true }).catch((error: unknown) => refuse(target, error));
  return target;
}

function refuse(target: string, error: unknown): never {
  const code = String((error as NodeJS.ErrnoException).code);
  throw new DomainError('BAD_INPUT', 'OUTPUT_UNWRITABLE', `无法写入“${target}”（${code}），请检查路径和权限。`);
}
