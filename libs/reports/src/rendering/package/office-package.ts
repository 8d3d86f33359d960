import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** Parts of an Office file (a zip) by name, in the order they are stored. */
export type PackageParts = ReadonlyMap<string, Buffer | string>;

/** The first moment that a zip can state; the same in every time zone, so that the same parts give the same bytes. */
const ZIP_TIME = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 };

export async function writePackage(parts: PackageParts): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of parts) zip.addBuffer(Buffer.from(content as Buffer), name, ZIP_TIME);
  zip.end();
  return buffer(zip.outputStream);
}

/** Of a file that a library of ours has just made. */
export async function readPackage(content: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(content);
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return parts;
}
