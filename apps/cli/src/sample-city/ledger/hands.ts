import type { HandStyle } from './hand';

const tidy: HandStyle = {
  title: true,
  headers: 'STAR',
  dates: 'EXCEL',
  numbers: 'NUMBER',
  yes: '是',
  digitsAsNumbers: false,
  gradesAsOrdinals: true,
  blankRows: false,
  total: true,
};

/** The bureau's clerk. */
export const BUREAU_HAND: HandStyle = { ...tidy, headers: 'REMARKS', digitsAsNumbers: true, numbers: 'THOUSANDS' };

/** One hand per school, in the order of the plan: between them every kind of mess. */
export const SCHOOL_HANDS: readonly HandStyle[] = [
  tidy,
  { ...tidy, headers: 'ASCII_STAR', dates: 'DASH', yes: '√', blankRows: true },
  { ...tidy, title: false, headers: 'SPACED', dates: 'SLASH', numbers: 'TEXT', yes: 'Y', total: false },
  { ...tidy, headers: 'REMARKS', dates: 'DOT', digitsAsNumbers: true, blankRows: true },
  {
    ...tidy,
    title: false,
    headers: 'PLAIN',
    dates: 'CHINESE',
    numbers: 'FULL_WIDTH',
    yes: '1',
    gradesAsOrdinals: false,
  },
  { ...tidy, headers: 'SPACED', dates: 'COMPACT_NUMBER', digitsAsNumbers: true, yes: 'Y' },
  {
    ...tidy,
    headers: 'REMARKS',
    dates: 'COMPACT',
    numbers: 'TEXT',
    yes: '√',
    gradesAsOrdinals: false,
    blankRows: true,
  },
  { ...tidy, title: false, dates: 'EXCEL', numbers: 'FULL_WIDTH', yes: '1', blankRows: true },
  { ...tidy, headers: 'ASCII_STAR', dates: 'DOT', digitsAsNumbers: true, total: false },
  { ...tidy, headers: 'ASCII_STAR', dates: 'DOT', digitsAsNumbers: true, total: false },
];

/** Whoever saves the city-wide lists as CSV. */
export const CSV_HANDS = {
  sessions: { ...tidy, title: false, headers: 'STAR', dates: 'DASH', total: false },
  trainees: { ...tidy, title: false, headers: 'PLAIN', dates: 'SLASH', yes: '√', blankRows: true, total: true },
  members: { ...tidy, title: true, headers: 'ASCII_STAR', dates: 'CHINESE', total: false },
  secondments: { ...tidy, title: false, headers: 'SPACED', dates: 'SLASH', yes: 'Y', total: false },
} as const satisfies Readonly<Record<string, HandStyle>>;
