import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import {
  assertRegionInScope,
  CalendarDate,
  checkedPage,
  checkedRegionPrefix,
  Clock,
  EntityId,
  Page,
  PageRequest,
  Principal,
  referenceDateOf,
  rowScopeOf,
} from '@sxbq/kernel';
import { AssessmentFactsService } from './assessment-facts.service';
import { schemeDoesNotFit, schemeMissing, schemeNotFound } from './assessment-run.errors';
import { AssessmentScheme, AssessmentSubject, OrganisationFacts, RankingRow } from './domain/model';
import { RankingMove, whoMoves } from './domain/movement/compare-rankings';
import { parseScheme } from './domain/scheme/validate-scheme';
import { SchemesRepository } from './persistence/schemes.repository';
import { compareInThread, rankInThread } from './thread/ranking-threads';

export interface PreviewRequest extends PageRequest {
  readonly year: number;
  readonly subject: AssessmentSubject;
  /** The own region when left out. */
  readonly regionPrefix?: string | null;
  /** The newest of year and region when left out. */
  readonly schemeId?: EntityId | null;
}

export interface WhatIfRequest extends PreviewRequest {
  /** Another stored scheme, or a document that is not stored: one of them. */
  readonly otherSchemeId?: EntityId | null;
  readonly otherDocument?: unknown;
  /** Without those who stay where they are. */
  readonly movedOnly?: boolean | null;
}

export interface WhatIf extends Page<RankingMove> {
  readonly asOf: CalendarDate;
  /** How many of all change place. */
  readonly moved: number;
}

interface Question {
  readonly regionPrefix: string;
  readonly scheme: AssessmentScheme;
  readonly asOf: CalendarDate;
}

/** 试算: schemes on the facts of today. Reads, and writes nothing; marks that people will give count as none. */
@Injectable()
export class WhatIfService {
  constructor(
    private readonly facts: AssessmentFactsService,
    private readonly schemes: SchemesRepository,
    private readonly clock: Clock,
  ) {}

  /** The ranking as it would be now. ASSESSMENT_SCHEME_MISSING, ASSESSMENT_SCHEME_NOT_FOUND. */
  async preview(principal: Principal, request: PreviewRequest): Promise<Page<RankingRow>> {
    const question = await this.question(principal, request);
    const organisations = await this.factsOf(question);
    const [ranking] = await rankInThread({ schemes: [question.scheme], organisations, marks: [], corrections: [] });
    return pageOf(ranking?.rows ?? [], request);
  }

  /** Who would move under another scheme, and why. ASSESSMENT_SCHEME_INVALID, ASSESSMENT_SCHEME_DOES_NOT_FIT. */
  async compare(principal: Principal, request: WhatIfRequest): Promise<WhatIf> {
    const question = await this.question(principal, request);
    const { scheme, asOf } = question;
    const other = await this.other(principal, request);
    if (other.subject !== scheme.subject || other.year !== scheme.year) throw schemeDoesNotFit(scheme.subject);
    const moves = await compareInThread(await this.factsOf(question), scheme, other);
    const movers = whoMoves(moves);
    return { asOf, moved: movers.length, ...pageOf(request.movedOnly ? movers : moves, request) };
  }

  private async question(principal: Principal, request: PreviewRequest): Promise<Question> {
    assertPermission(principal, 'assessment.preview');
    const { year, subject, schemeId } = request;
    const regionPrefix = checkedRegionPrefix(
      request.regionPrefix ?? principal.memberRegionPrefix ?? principal.regionPrefix,
    );
    assertRegionInScope(rowScopeOf(principal), regionPrefix);
    const stored = schemeId
      ? await this.stored(principal, schemeId)
      : (await this.schemes.newest(subject, year, regionPrefix))?.document;
    if (!stored) throw schemeMissing(year);
    if (stored.subject !== subject || stored.year !== year) throw schemeDoesNotFit(subject);
    return { regionPrefix, scheme: stored, asOf: referenceDateOf(year, this.clock.today()) };
  }

  private other(principal: Principal, { otherSchemeId, otherDocument }: WhatIfRequest): Promise<AssessmentScheme> {
    if (otherSchemeId) return this.stored(principal, otherSchemeId);
    return Promise.resolve(parseScheme(otherDocument));
  }

  private async stored(principal: Principal, id: EntityId): Promise<AssessmentScheme> {
    const scheme = (await this.schemes.find(rowScopeOf(principal), [id])).get(id);
    if (!scheme) throw schemeNotFound();
    return scheme.document;
  }

  private async factsOf({ regionPrefix, scheme, asOf }: Question): Promise<OrganisationFacts[]> {
    const facts: OrganisationFacts[] = [];
    const { subject, year } = scheme;
    await this.facts.read({ subject, regionPrefix, year, asOf }, (page) => void facts.push(...page));
    return facts;
  }
}

function pageOf<Row>(rows: readonly Row[], request: PageRequest): Page<Row> {
  const { limit, offset } = checkedPage(request);
  return { items: rows.slice(offset, offset + limit), total: rows.length };
}
