/** The hard constraints, in the order in which they are looked at. */
export const Obstacle = {
  OCCUPATION_UNRELATED: 'OCCUPATION_UNRELATED',
  MAJOR_NOT_ACCEPTED: 'MAJOR_NOT_ACCEPTED',
  GRADE_TOO_LOW: 'GRADE_TOO_LOW',
  DISTRICT_NOT_WANTED: 'DISTRICT_NOT_WANTED',
  SALARY_TOO_LOW: 'SALARY_TOO_LOW',
} as const;
export type Obstacle = (typeof Obstacle)[keyof typeof Obstacle];
