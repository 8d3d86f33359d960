import { z } from 'zod';
import policy2011 from '../data/policy-2011.json';
import { policyDocument } from './policy-document';

const shippedPolicy = z.object({
  code: z.string().min(1),
  title: z.string().min(1),
  validFromYear: z.number().int(),
  /** null = open. */
  validToYear: z.number().int().nullable(),
  source: z.string().min(1),
  document: policyDocument,
});

/** A policy that comes with the product, before it has a version. */
export type ShippedPolicy = z.infer<typeof shippedPolicy>;

/** The thresholds of the 2011 programme text (domain.md §2), each figure with its clause. */
export const POLICY_2011: ShippedPolicy = shippedPolicy.parse(policy2011);
