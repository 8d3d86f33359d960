import type { SchoolPlan } from '../plan-types';
import type { Random } from '../random';
import { MAJOR_WORDS } from '../vocabulary/majors';
import type { MajorsOfSchool } from './classes';

/** The school's majors, numbered within the school; those the plan is concerned with come first. */
export function buildMajors(plan: SchoolPlan, random: Random): MajorsOfSchool {
  const concerned = plan.MAJORS.concerned.length;
  const majors = random
    .shuffled(MAJOR_WORDS)
    .slice(0, concerned + plan.MAJORS.others)
    .map(({ name }, index) => ({ schoolCode: plan.code, code: String(index + 1).padStart(2, '0'), name }));
  return { concerned: majors.slice(0, concerned), others: majors.slice(concerned) };
}
