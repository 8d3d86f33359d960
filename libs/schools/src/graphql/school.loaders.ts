import { currentPrincipal } from '@sxbq/identity';
import { datedLoader, requestLoader } from '@sxbq/platform/graphql';
import { EnrolmentService } from '../enrolment.service';
import type { EnrolmentRow, LevelHeads } from '../persistence/enrolment.repository';
import type { SchoolClassRow } from '../persistence/school-classes.repository';
import type { SchoolMajorRow } from '../persistence/school-majors.repository';
import type { SchoolRow, TierPeriodRow } from '../persistence/schools.repository';
import { SchoolClassesService } from '../school-classes.service';
import { SchoolMajorsService } from '../school-majors.service';
import { SchoolsService } from '../schools.service';

const SCHOOL = Symbol('school');
const TIER_PERIODS = Symbol('school-tier-periods');
const MAJOR = Symbol('school-major');
const MAJORS_OF_SCHOOL = Symbol('majors-of-school');
const CLASS = Symbol('school-class');
const LATEST_ENROLMENT = Symbol('latest-enrolment');
const HEADS = Symbol('school-heads');

/** Schools by id, for every lib that shows one: one loader of the request serves them all. */
export const schoolLoader = (schools: SchoolsService) =>
  requestLoader<number, SchoolRow>(SCHOOL, (ids) => schools.byIds(currentPrincipal(), ids));

export const tierPeriodsLoader = (schools: SchoolsService) =>
  requestLoader<number, TierPeriodRow[]>(TIER_PERIODS, (ids) => schools.tierPeriods(currentPrincipal(), ids));

/** School majors by id, for every lib that shows one. */
export const schoolMajorLoader = (majors: SchoolMajorsService) =>
  requestLoader<number, SchoolMajorRow>(MAJOR, (ids) => majors.byIds(currentPrincipal(), ids));

export const majorsOfSchoolLoader = (majors: SchoolMajorsService) =>
  requestLoader<number, SchoolMajorRow[]>(MAJORS_OF_SCHOOL, (ids) => majors.ofSchools(currentPrincipal(), ids));

/** Classes by id, for every lib that shows one. */
export const schoolClassLoader = (classes: SchoolClassesService) =>
  requestLoader<number, SchoolClassRow>(CLASS, (ids) => classes.byIds(currentPrincipal(), ids));

export const latestEnrolmentLoader = (enrolment: EnrolmentService) =>
  datedLoader<EnrolmentRow>(LATEST_ENROLMENT, (date, ids) => enrolment.latest(currentPrincipal(), date, ids));

export const headsLoader = (enrolment: EnrolmentService) =>
  datedLoader<LevelHeads[]>(HEADS, (date, ids) => enrolment.headsByLevel(currentPrincipal(), date, ids));
