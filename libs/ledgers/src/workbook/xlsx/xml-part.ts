import { damagedFile, dtdRefused } from '../workbook.errors';
import { XmlError, XmlScanner } from './xml-scanner';
import type { ZipParts } from './zip-parts';

/** What a consumer does with the tokens at hand; called again whenever more bytes have come. */
export interface XmlConsumer {
  consume(scanner: XmlScanner): void;
}

/**
 * Runs one part through a consumer, yielding after each chunk so that the caller can take what has become ready.
 * XML that is not well-formed becomes WORKBOOK_DAMAGED, a DTD WORKBOOK_DTD_REFUSED.
 */
export async function* scanPart(parts: ZipParts, part: string, consumer: XmlConsumer): AsyncGenerator<void> {
  const scanner = new XmlScanner();
  try {
    for await (const chunk of parts.read(part)) {
      scanner.push(chunk);
      consumer.consume(scanner);
      yield;
    }
    scanner.finish();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw error.dtd ? dtdRefused(parts.fileName, part) : damagedFile(parts.fileName, error.message, part);
  }
}

/** The same to its end, for parts whose result is wanted whole. */
export async function readPart<T extends XmlConsumer>(parts: ZipParts, part: string, consumer: T): Promise<T> {
  const chunks = scanPart(parts, part, consumer);
  while (!(await chunks.next()).done);
  return consumer;
}
