import { textOfBytes } from '@sxbq/kernel';
import type { Readable } from 'node:stream';

/** What stands before the first file of a form; beyond it nobody looks for its name. */
const MAX_HEAD_BYTES = 64 * 1024;
const FILE_NAME = /\bfilename="((?:[^"\\\r\n]|\\.)*)"[^\r\n]*\r?\n/i;
const REPLACED = '\ufffd';

/**
 * Watches a form on its way to the parser, which takes every name for UTF-8, for the first file's name as it came.
 * Call it before the parser; the answer mends the parser's name where that holds replaced characters: names of older
 * Chinese systems are GBK.
 */
export function watchUploadName(form: Readable): (parsed: string) => string {
  let head = '';
  let found: string | null = null;
  const look = (chunk: Buffer): void => {
    head += chunk.toString('latin1');
    found = FILE_NAME.exec(head)?.[1] ?? null;
    if (found === null && head.length < MAX_HEAD_BYTES) return;
    head = '';
    form.off('data', look);
  };
  form.on('data', look);
  // Listening sets the stream going; it is to wait for the parser.
  form.pause();
  return (parsed) => {
    form.off('data', look);
    if (found === null || !parsed.includes(REPLACED)) return parsed;
    return textOfBytes(Buffer.from(found.replace(/\\(.)/g, '$1'), 'latin1'));
  };
}
