import { Injectable } from '@nestjs/common';
import { RowReader, SnapshotReader } from '@sxbq/platform';
import { DistrictWishes } from '../domain/scoring/reading/district-wishes';
import { KeyIndex } from '../domain/scoring/reading/key-index';
import { NotedListBuilder } from '../domain/scoring/reading/list-builders';
import { MajorLinks } from '../domain/scoring/reading/major-links';
import { WorkFunctions } from '../domain/scoring/reading/work-functions';
import { workedTogether } from '../domain/scoring/reading/worked-together';
import { scoringDigest } from '../domain/scoring/scoring-digest';
import type { ScoringInput, WeightedLists } from '../domain/scoring/scoring-input';
import { readCooperation } from './cooperation.reader';
import { readGraduateColumns } from './graduate-columns.reader';
import { readMajorLinks, readWorkFunctions } from './official-tables.reader';
import { readPostingColumns, ScoringKeys, StandardOf } from './posting-columns.reader';
import { ScoringSelection } from './scoring-selection';

export interface ScoringRead {
  readonly input: ScoringInput;
  /** Of all that was read; equal facts give an equal digest. */
  readonly digest: string;
}

/**
 * Reads what scores are computed from: graduates who look for work and did not opt out, postings that are shown and have a
 * place, and the official tables between them. One statement for each kind of row and page; a row costs its columns.
 */
@Injectable()
export class ScoringInputReader {
  constructor(private readonly snapshots: SnapshotReader) {}

  /** From one moment of the database. */
  read(selection: ScoringSelection): Promise<ScoringRead> {
    return this.snapshots.read((reader) => this.readFrom(reader, selection));
  }

  /** From the snapshot that other rows of the same computation are read from. */
  async readFrom(reader: RowReader, selection: ScoringSelection): Promise<ScoringRead> {
    const keys = newKeys();
    const functions = await readWorkFunctions(reader);
    const links = await readMajorLinks(reader);
    const standards = new NotedListBuilder();
    const postings = await readPostingColumns(reader, selection, keys, standardsInto(standards, keys, functions));
    const districts = new DistrictWishes(keys.districts.keys());
    const graduates = await readGraduateColumns(reader, selection, keys, functions, districts);
    const majorLinks = linksOf(keys, links);
    const history = await this.historyOf(reader, selection, keys);
    const input: ScoringInput = {
      graduates,
      postings,
      tables: {
        occupations: keys.occupations.size,
        functions: functions.functions.size,
        districts: districts.size,
        enterprises: keys.enterprises.size,
        links: majorLinks,
        standards: standards.weighted(),
        history,
      },
    };
    const named = Object.entries(keys).map(([name, index]) => [name, (index as KeyIndex<string | number>).keys()]);
    return { input, digest: scoringDigest(input, Object.fromEntries(named) as Record<string, (string | number)[]>) };
  }

  private async historyOf(
    reader: RowReader,
    { asOf }: ScoringSelection,
    { schools, enterprises }: ScoringKeys,
  ): Promise<WeightedLists> {
    const bySchool = schools.keys().map(() => new Map<number, number>());
    for (const record of await readCooperation(reader, asOf, schools.keys(), enterprises.keys())) {
      const percents = bySchool[schools.indexOf(record.schoolId)];
      percents?.set(enterprises.indexOf(record.enterpriseId), workedTogether(record));
    }
    const lists = new NotedListBuilder();
    for (const percents of bySchool) lists.add(percents);
    return lists.weighted();
  }
}

function newKeys(): ScoringKeys {
  return {
    majors: new KeyIndex(),
    occupations: new KeyIndex(),
    schools: new KeyIndex(),
    enterprises: new KeyIndex(),
    districts: new KeyIndex(),
    standards: new KeyIndex(),
  };
}

/** Numbers the standards that postings ask for, and writes their weights when a standard is met first. */
function standardsInto(lists: NotedListBuilder, { standards }: ScoringKeys, functions: WorkFunctions): StandardOf {
  return (edition, occupationCode, gradeFloor) => {
    const weights = functions.standard(edition, occupationCode, gradeFloor);
    if (weights === null) return -1;
    const met = standards.size;
    const index = standards.indexOf(`${edition}|${occupationCode}|${gradeFloor}`);
    if (index === met) lists.add(weights);
    return index;
  };
}

/** Every major met, in the order of its index; occupations that nobody named before get an index here. */
function linksOf({ majors, occupations }: ScoringKeys, links: MajorLinks): WeightedLists {
  const lists = new NotedListBuilder();
  for (const major of majors.keys()) {
    const percents = new Map<number, number>();
    for (const [code, percent] of links.of(major)) percents.set(occupations.indexOf(code), percent);
    lists.add(percents);
  }
  return lists.weighted();
}
