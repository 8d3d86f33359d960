import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { isNativeError } from 'node:util/types';
import { createInflateRaw, crc32 } from 'node:zlib';
import { DomainError, textOfBytes } from '@sxbq/kernel';
import { fromBufferPromise, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl';
import type { WorkbookLimits } from '../raw-row';
import { damagedFile, encryptedFile, inflatesTooLarge } from '../workbook.errors';
import { resolvePart } from './part-names';

/** Larger than zlib's 16 KiB default: a quarter of the time for a big sheet, see the ADR. */
const INFLATE_CHUNK_BYTES = 256 * 1024;
/** Where bytes are only searched, fewer and larger chunks cost half. */
const SCAN_CHUNK_BYTES = 1024 * 1024;
/** A workbook of a thousand sheets has a few thousand parts. */
const MAX_PARTS = 10_000;
const STORED = 0;
const DEFLATED = 8;

/**
 * The parts of a zip container, by name. Nothing is inflated before the sum of the sizes that the central directory
 * states is within the limit; while inflating, a part that grows beyond its stated size, or all parts together beyond
 * the limit, are refused at once. Each part's CRC-32 is checked at its end.
 */
export class ZipParts {
  /** Bytes of all parts inflated so far; what `scanned` inflated beforehand does not count. */
  inflatedBytes = 0;

  private constructor(
    readonly fileName: string,
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, NamedEntry>,
    private readonly limits: WorkbookLimits,
  ) {}

  /** Throws WORKBOOK_DAMAGED, WORKBOOK_ENCRYPTED, WORKBOOK_INFLATES_TOO_LARGE. */
  static async open(fileName: string, content: Buffer, limits: WorkbookLimits): Promise<ZipParts> {
    try {
      // Names as bytes: the library would refuse those that begin with a slash, and take GBK for something else.
      const zip = await fromBufferPromise(content, { decodeStrings: false });
      if (zip.entryCount > MAX_PARTS) throw damagedFile(fileName, 'too many parts');
      const entries = new Map<string, NamedEntry>();
      let stated = 0;
      for await (const entry of zip.eachEntry()) {
        const name = nameOf(entry);
        if (name.endsWith('/')) continue;
        const key = partKey(name);
        if (entries.has(key)) throw damagedFile(fileName, 'two parts of one name', name);
        if (entry.isEncrypted()) throw encryptedFile(fileName);
        entries.set(key, { name, entry });
        stated += entry.uncompressedSize;
        if (stated > limits.maxInflatedBytes) throw inflatesTooLarge(fileName, limits.maxInflatedBytes);
      }
      return new ZipParts(fileName, zip, entries, limits);
    } catch (error) {
      throw asDamage(error, fileName);
    }
  }

  /** Part names as the container has them. */
  names(): string[] {
    return [...this.entries.values()].map(({ name }) => name);
  }

  has(part: string): boolean {
    return this.entries.has(partKey(part));
  }

  /**
   * A part that is going to be read as well, in large chunks: within the limits of one part, its checksum and its share
   * of the sum left to the reading. Same refusals.
   */
  async *scanned(part: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.entryOf(part);
    let size = 0;
    try {
      const raw: Readable = await this.zip.openReadStreamPromise(entry, { decodeFileData: false });
      const packed = await buffer(raw);
      for await (const chunk of entry.compressionMethod === STORED ? [packed] : inflatedAtOnce(packed)) {
        size += chunk.length;
        if (size > this.limits.maxInflatedBytes) throw inflatesTooLarge(this.fileName, this.limits.maxInflatedBytes);
        if (size > entry.uncompressedSize) throw damagedFile(this.fileName, 'larger than stated', part);
        yield chunk;
      }
    } catch (error) {
      throw asDamage(error, this.fileName, part);
    }
  }

  private entryOf(part: string): Entry {
    const entry = this.entries.get(partKey(part))?.entry;
    if (!entry) throw damagedFile(this.fileName, 'part is missing', part);
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
      throw damagedFile(this.fileName, 'compression method is not known', part);
    }
    return entry;
  }

  /** The part's bytes, inflated, in chunks. Throws WORKBOOK_DAMAGED, WORKBOOK_INFLATES_TOO_LARGE. */
  async *read(part: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.entryOf(part);
    let size = 0;
    let checksum = 0;
    try {
      for await (const chunk of this.inflate(entry)) {
        size += chunk.length;
        this.inflatedBytes += chunk.length;
        if (this.inflatedBytes > this.limits.maxInflatedBytes) {
          throw inflatesTooLarge(this.fileName, this.limits.maxInflatedBytes);
        }
        if (size > entry.uncompressedSize) throw damagedFile(this.fileName, 'larger than stated', part);
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
    } catch (error) {
      throw asDamage(error, this.fileName, part);
    }
    if (size !== entry.uncompressedSize) throw damagedFile(this.fileName, 'smaller than stated', part);
    if (checksum !== entry.crc32) throw damagedFile(this.fileName, 'checksum differs', part);
  }

  close(): void {
    this.zip.close();
  }

  private async *inflate(entry: Entry): AsyncGenerator<Buffer, void, undefined> {
    const raw: Readable = await this.zip.openReadStreamPromise(entry, { decodeFileData: false });
    if (entry.compressionMethod === STORED) return yield* raw;
    const inflated = createInflateRaw({ chunkSize: INFLATE_CHUNK_BYTES });
    raw.once('error', (error) => inflated.destroy(error));
    try {
      yield* raw.pipe(inflated);
    } finally {
      raw.destroy();
      inflated.destroy();
    }
  }
}

/** Packed bytes are as few as a file may have; what they inflate to still comes in chunks. */
async function* inflatedAtOnce(packed: Buffer): AsyncGenerator<Buffer, void, undefined> {
  const inflated = createInflateRaw({ chunkSize: SCAN_CHUNK_BYTES });
  inflated.end(packed);
  try {
    yield* inflated;
  } finally {
    inflated.destroy();
  }
}

interface NamedEntry {
  readonly name: string;
  readonly entry: Entry;
}

/** UTF-8 where the entry says so or its bytes are; else what Chinese systems write, GBK. */
function nameOf(entry: Entry): string {
  const saysUnicode = (entry.generalPurposeBitFlag & 0x800) !== 0 || entry.extraFields.some(({ id }) => id === 0x7075);
  if (!saysUnicode) return textOfBytes(entry.fileNameRaw);
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
}

/**
 * Part names are compared as Excel does: whatever the case, slashes forward and not in front ('/xl/workbook.xml'), steps
 * up and on the spot gone ('xl/./a/../workbook.xml'), %20 for a blank.
 */
function partKey(name: string): string {
  return resolvePart(decoded(name)).toLowerCase();
}

function decoded(name: string): string {
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Whatever the zip reader or the inflater stumbles over is the file's fault. */
function asDamage(error: unknown, fileName: string, part?: string): DomainError {
  if (error instanceof DomainError) return error;
  return damagedFile(fileName, isNativeError(error) ? error.message : String(error), part);
}
