import { bundleText, publicVersionOf, RankingInput, sealBundle } from '@sxbq/assessment/verification';
import { DataSource } from 'typeorm';
import { packText } from '../../libs/assessment/src/persistence/packed-json';
import { sampleInput, testKey } from '../../libs/assessment/src/domain/testing/sample-input';

const KEY = testKey('published-spec', 9);

export interface SealedYear {
  readonly runId: number;
  readonly digest: string;
}

/** A year of the sample input as a run leaves it behind, with the bundle sealed; by default published. */
export async function sealedYear(
  dataSource: DataSource,
  year: number,
  { version = 1, status = 'PUBLISHED', change = (input: RankingInput): RankingInput => input } = {},
): Promise<SealedYear> {
  const insert = async (table: string, row: Record<string, unknown>): Promise<number> => {
    const columns = Object.keys(row).join(', ');
    const inserted = (await dataSource.query(`INSERT INTO ${table} (${columns}) VALUES (?)`, [Object.values(row)])) as {
      insertId: number;
    };
    return inserted.insertId;
  };
  const runId = await insert('assessment_run', {
    region_prefix: '3204',
    year,
    version,
    status,
    self_score_until: `${year}-12-10`,
  });
  const sample = sampleInput();
  const schemes = sample.schemes.map((scheme) => ({ ...scheme, year }));
  const bundle = sealBundle(change({ ...sample, year, version, run: runId, schemes, previous: null }), KEY);
  const text = bundleText(bundle);
  await insert('assessment_bundle', {
    run_id: runId,
    digest: bundle.digest,
    previous_digest: null,
    key_id: bundle.signature.keyId,
    public_key: bundle.publicKey,
    byte_size: text.length,
    sha256: 'a'.repeat(64),
    content: packText(text),
    public_content: packText(bundleText(publicVersionOf(bundle))),
    sealed_at: `${year}-12-31 08:00:00`,
  });
  return { runId, digest: bundle.digest };
}
