import { deflateSync, inflateSync } from 'node:zlib';
import { Evidence } from '../domain/result';

const LENGTH_BYTES = 4;

/**
 * Evidence of the six indicators in order, as the bytes that the server's COMPRESS() makes: the JSON's length in four
 * bytes, low byte first, then zlib. `UNCOMPRESS(evidence)` reads it in SQL.
 */
export function packEvidence(evidence: readonly Evidence[]): Buffer {
  const json = Buffer.from(JSON.stringify(evidence));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(json.length);
  return Buffer.concat([length, deflateSync(json, { level: 1 })]);
}

export function unpackEvidence(packed: Buffer): Evidence[] {
  return JSON.parse(inflateSync(packed.subarray(LENGTH_BYTES)).toString()) as Evidence[];
}
