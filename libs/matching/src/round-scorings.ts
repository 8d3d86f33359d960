import { Injectable } from '@nestjs/common';
import type { RowReader } from '@sxbq/platform';
import type { FrozenRound, RoundScoring } from './domain/score-round';
import { SAMPLE_WEIGHTS } from './domain/scoring/score-weights';
import type { ScoringInput } from './domain/scoring/scoring-input';

/** Postings that follow a graduate's own wishes at most. */
const COMPLETIONS = 50;

@Injectable()
export class RoundScorings {
  read(_reader: RowReader, { graduates, postings }: FrozenRound): Promise<RoundScoring> {
    const none = (count: number) => ({ offsets: new Int32Array(count + 1), values: new Int32Array(0) });
    const blank = (count: number) => new Int32Array(count).fill(-1);
    const weighted = { ...none(0), percents: new Uint8Array(0) };
    const people = graduates.ids.length;
    const offers = postings.ids.length;
    const input: ScoringInput = {
      graduates: {
        ids: graduates.ids.slice(),
        majors: blank(people),
        schools: blank(people),
        grades: new Uint8Array(people),
        salaryFloors: new Int32Array(people),
        occupations: none(people),
        districts: none(people),
        certificates: none(people),
        functions: none(people),
      },
      postings: {
        ids: postings.ids.slice(),
        enterprises: blank(offers),
        occupations: blank(offers),
        standards: blank(offers),
        gradeFloors: new Uint8Array(offers),
        districts: blank(offers),
        salaryLows: new Int32Array(offers),
        salaryHighs: new Int32Array(offers),
        acceptedMajors: none(offers),
      },
      tables: {
        occupations: 0,
        functions: 0,
        districts: 0,
        enterprises: 0,
        links: weighted,
        standards: weighted,
        history: weighted,
      },
    };
    return Promise.resolve({ input, weights: SAMPLE_WEIGHTS, completions: COMPLETIONS });
  }
}
