import { isCalendarDate } from '@sxbq/kernel';
import { z } from 'zod';
import { FactCode } from '../facts/fact-code';
import { AssessmentSubject } from '../model/assessment-subject';
import { isDecimalText } from '../model/decimal-text';
import { schemeDocument } from '../scheme/scheme-document';

const decimal = z.string().refine(isDecimalText, '应为规范的十进制数文本，如 "12.5"');
const measured = decimal.refine((text) => !text.startsWith('-'), '不得为负数');
const points = measured.refine((text) => Number(text) <= 100, '评分须在 0 与 100 之间');
const id = z.number().int().min(1);
const count = z.number().int().min(0);
const text = z.string().max(2_000);
const name = z.string().min(1).max(200);
export const digest = z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位十六进制数');
/** So many bytes in the one base64 text they have: spare bits of the last letter are 0. */
const base64 = (bytes: number) =>
  z.string().refine((given) => {
    const decoded = Buffer.from(given, 'base64');
    return decoded.length === bytes && decoded.toString('base64') === given;
  }, `应为 ${bytes} 字节的 base64 文本`);
const subject = z.enum(AssessmentSubject);
const ref = { subject, organisationId: id };

const factHead = {
  value: measured.nullable(),
  target: measured.nullable(),
  met: z.boolean().nullable(),
  absence: z.enum(['NO_DATA', 'NOT_APPLICABLE']).nullable(),
  reason: text.nullable(),
  basis: z.strictObject({ counted: count, total: count }).nullable(),
};

/** A fact has a value or a reason to have none. */
const saysOne = ({ value, absence }: { value: string | null; absence: string | null }): boolean =>
  (value === null) !== (absence === null);
const SAYS_ONE = '有数值时不得有缺失原因，没有数值时必须有';

const fact = z
  .strictObject({
    ...factHead,
    evidence: z.array(z.strictObject({ type: z.string().regex(/^[A-Z][A-Z0-9_]*$/), ids: z.array(id), count })),
  })
  .refine(saysOne, SAYS_ONE);
const publicFact = z.strictObject({ ...factHead, evidence: digest }).refine(saysOne, SAYS_ONE);

const identity = {
  ...ref,
  code: name,
  name,
  regionCode: z.string().regex(/^\d{2,12}$/),
  tier: name.nullable(),
  joinedOn: z.string().refine(isCalendarDate, '应为日期').nullable(),
};

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('FACT'), fact: z.enum(FactCode) }),
  z.strictObject({ kind: z.literal('MARK'), goal: name }),
]);
const change = { target, from: measured.nullable(), to: measured };

const component = z.strictObject({
  component: name,
  value: decimal.nullable(),
  target: decimal.nullable(),
  score: decimal,
  maximum: decimal,
  reason: text.nullable(),
});
const goal = z.strictObject({
  goal: name,
  value: decimal.nullable(),
  target: decimal.nullable(),
  score: decimal,
  maximum: decimal,
  reason: text.nullable(),
  components: z.array(component),
});
const row = z.strictObject({
  organisationId: id,
  code: name,
  name,
  rank: id.nullable(),
  score: decimal,
  hardTargetsMet: count,
  award: name.nullable(),
  vetoes: z.array(name),
  goals: z.array(goal),
});

const previous = z.strictObject({ year: z.number().int(), digest }).nullable();

const head = {
  region: z.string().regex(/^\d{2,12}$/),
  year: z.number().int(),
  run: id,
  version: id,
  schemes: z.array(schemeDocument).min(1),
  previous,
};

const sealed = {
  ruleSetVersion: name,
  rankings: z.array(z.strictObject({ subject, rows: z.array(row) })),
  tree: z.strictObject({
    root: digest,
    schemes: z.array(digest),
    leaves: z.array(z.strictObject({ ...ref, hash: digest, cells: z.record(name, digest) })),
  }),
  digest,
  signature: z.strictObject({ keyId: name, algorithm: z.literal('Ed25519'), value: base64(64) }),
  publicKey: base64(32),
};

const input = {
  ...head,
  organisations: z.array(z.strictObject({ ...identity, facts: z.partialRecord(z.enum(FactCode), fact) })),
  marks: z.array(
    z.strictObject({
      ...ref,
      goal: name,
      marks: z.array(z.strictObject({ marker: id, points })),
      moderated: points.nullable(),
      final: points,
    }),
  ),
  corrections: z.array(z.strictObject({ ...ref, ...change, reason: text, objectionId: id })),
  salt: digest,
};

/** What a ranking is made from. */
export const inputDocument = z.strictObject(input);

/** A sealed bundle of format sxbq-ranking/1. */
export const bundleDocument = z.strictObject({ format: z.literal('sxbq-ranking/1'), ...input, ...sealed });

/** Its public version. */
export const publicBundleDocument = z.strictObject({
  format: z.literal('sxbq-ranking-public/1'),
  ...head,
  ...sealed,
  organisations: z.array(
    z.strictObject({
      ...identity,
      facts: z.partialRecord(z.enum(FactCode), publicFact),
      marks: z.array(z.strictObject({ goal: name, final: points, sheet: digest })),
      corrections: z.array(z.strictObject({ ...change, number: count, grounds: digest })),
      withheld: z.array(name),
      salts: z.record(name, z.string().regex(/^[0-9a-f]{32}$/)),
    }),
  ),
});
