import { PublicRankingBundle, parseBundle, RankingBundle, bundleText } from '@sxbq/assessment/verification';
import { DomainError } from '@sxbq/kernel';
import { readFile, stat } from 'node:fs/promises';
import { jsonText } from './json-text';

/** Far above a nation's bundle, and below what one text can be. */
const MAX_BYTES = 256 * 1024 * 1024;

export interface BundleFile {
  readonly bundle: RankingBundle | PublicRankingBundle;
  /** Whether its bytes are the ones it was published with, not only its content. */
  readonly canonical: boolean;
}

/** @throws BUNDLE_FILE_UNREADABLE, BUNDLE_TOO_LARGE, BUNDLE_NOT_JSON, ASSESSMENT_BUNDLE_UNREADABLE */
export async function readBundle(file: string): Promise<BundleFile> {
  const bytes = await readBytes(file);
  const bundle = parseBundle(parseJson(file, bytes));
  return { bundle, canonical: bytes.equals(Buffer.from(bundleText(bundle))) };
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) throw tooLarge(file);
    return await readFile(file);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw unreadable(file, (error as NodeJS.ErrnoException).code);
  }
}

function parseJson(file: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(jsonText(bytes));
  } catch {
    throw notJson(file);
  }
}

const unreadable = (file: string, code: string | undefined): DomainError =>
  new DomainError('BAD_INPUT', 'BUNDLE_FILE_UNREADABLE', `无法读取“${file}”（${code}），请检查路径和权限。`);

const tooLarge = (file: string): DomainError =>
  new DomainError('TOO_LARGE', 'BUNDLE_TOO_LARGE', `“${file}”超过 ${MAX_BYTES / 1024 / 1024} MB，不是一份排名数据包。`);

const notJson = (file: string): DomainError =>
  new DomainError('BAD_INPUT', 'BUNDLE_NOT_JSON', `“${file}”不是 JSON，可能未下载完整。`);
