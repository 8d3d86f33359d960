import { z } from 'zod';
import { FactCode } from '../facts/fact-code';
import { JoinedInYearRule, NotApplicableRule, VetoEffect } from '../model/assessment-scheme';
import { AssessmentSubject } from '../model/assessment-subject';
import { isDecimalText } from '../model/decimal-text';

const decimal = z
  .string()
  .refine((text) => isDecimalText(text) && !text.startsWith('-'), '应为不小于 0 的十进制数文本，如 "12.5"');
const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/, '应为大写字母、数字和下划线组成的代码');
const title = z.string().trim().min(1).max(100);
const fact = z.enum(FactCode);

const scoring = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('PROPORTIONAL'),
    target: decimal.nullable(),
    capPercent: decimal,
    bonus: z.strictObject({ pointsPerUnit: decimal, cap: decimal }).nullable(),
  }),
  z.strictObject({
    kind: z.literal('STEPS'),
    basis: z.enum(['VALUE', 'TARGET_PERCENT']),
    steps: z
      .array(z.strictObject({ atLeast: decimal, percent: decimal }))
      .min(1)
      .max(20),
  }),
  z.strictObject({ kind: z.literal('PASS_FAIL'), atLeast: decimal.nullable() }),
  z.strictObject({ kind: z.literal('DEDUCTION'), pointsEach: decimal }),
  z.strictObject({ kind: z.literal('MARKED') }),
]);

const measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('FACT'), fact }),
  z.strictObject({ kind: z.literal('MARKED') }),
]);

const component = z.strictObject({ code, title, share: decimal, measure, scoring });

export const goalDocument = z.strictObject({
  code,
  title,
  weight: decimal,
  hardTarget: fact.nullable(),
  components: z.array(component).min(1).max(10),
});

const tieBreak = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('HARD_TARGETS') }),
  z.strictObject({ kind: z.literal('GOAL'), goal: code }),
]);

/** The shape of a scheme; what its parts mean to each other is judged by the checks beside this file. */
export const schemeDocument = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9/-]{0,39}$/, '应为小写字母、数字、斜线和连字符组成的代码'),
  version: z.number().int().min(1),
  year: z.number().int().min(2000).max(2999),
  subject: z.enum(AssessmentSubject),
  title,
  sample: z.boolean(),
  decimals: z.number().int().min(0).max(4),
  notApplicable: z.enum(NotApplicableRule),
  joinedInYear: z.enum(JoinedInYearRule),
  goals: z.array(goalDocument).min(1).max(30),
  tieBreaks: z.array(tieBreak).max(31),
  awards: z
    .array(
      z.strictObject({
        code,
        title,
        places: z.number().int().min(1).max(10_000).nullable(),
        minimalScore: decimal.nullable(),
      }),
    )
    .max(10),
  vetoes: z.array(z.strictObject({ code, title, fact, above: decimal, effect: z.enum(VetoEffect) })).max(20),
  marking: z.strictObject({ differenceLimit: decimal }),
  noticeDays: z.number().int().min(7).max(60),
  suppressBelow: z.number().int().min(5).max(100),
});
