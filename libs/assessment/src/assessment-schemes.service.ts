import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  assertRegionInScope,
  checkedRegionPrefix,
  Clock,
  EntityId,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
  yearOf,
} from '@sxbq/kernel';
import { duplicateKeyOf, refuseDuplicates, UnitOfWork } from '@sxbq/platform';
import { createHash } from 'node:crypto';
import { runChanged, schemeNotFound } from './assessment-run.errors';
import { assertSteers } from './assessment-steps';
import { canonicalJson } from './domain/bundle/canonical-json';
import { AssessmentScheme, AssessmentSubject } from './domain/model';
import { sampleScheme } from './domain/scheme/shipped-schemes';
import { parseScheme } from './domain/scheme/validate-scheme';
import { SchemeFilter, SchemeRow, SchemesRepository } from './persistence/schemes.repository';

export interface NewScheme {
  /** The own region when left out. */
  readonly regionPrefix?: string | null;
  /** Checked here, whatever its type says. */
  readonly document: unknown;
}

/** Years' schemes as data: every version stays as it was uploaded. */
@Injectable()
export class AssessmentSchemesService {
  constructor(
    private readonly schemes: SchemesRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  list(
    principal: Principal,
    request: PageRequest & { readonly filter?: SchemeFilter | null },
  ): Promise<Page<SchemeRow>> {
    assertPermission(principal, 'assessment.readScheme');
    return this.schemes.list(rowScopeOf(principal), request.filter ?? {}, request);
  }

  async get(principal: Principal, id: EntityId): Promise<SchemeRow> {
    assertPermission(principal, 'assessment.readScheme');
    const scheme = (await this.schemes.find(rowScopeOf(principal), [id])).get(id);
    if (!scheme) throw schemeNotFound();
    return scheme;
  }

  /** 示例: the shipped document for a year, to start from. */
  sample(principal: Principal, subject: AssessmentSubject, year: number): AssessmentScheme {
    assertPermission(principal, 'assessment.readScheme');
    return sampleScheme(subject, year);
  }

  /** Adds a version above those of its year and region. ASSESSMENT_SCHEME_INVALID naming every problem. */
  async add(principal: Principal, { regionPrefix, document }: NewScheme): Promise<SchemeRow> {
    assertPermission(principal, 'assessment.addScheme');
    const scheme = parseScheme(document);
    assertSteers(principal, scheme.subject);
    const region = checkedRegionPrefix(regionPrefix ?? principal.memberRegionPrefix ?? principal.regionPrefix);
    assertRegionInScope(rowScopeOf(principal), region);
    const id = await this.uow
      .run((tx) => this.insert(tx, 'assessment.addScheme', region, scheme, principal.userId))
      .catch(refuseDuplicates({ ix_assessment_scheme_region_prefix_year_subject_version: runChanged }));
    return this.get(principal, id);
  }

  /** Lays down the shipped schemes of the running year unless they are there; how many were laid down now. */
  async seedDefault(): Promise<number> {
    const year = yearOf(this.clock.today());
    let laidDown = 0;
    for (const subject of Object.values(AssessmentSubject)) {
      if ((await this.schemes.newest(subject, year, '')) !== null) continue;
      const added = await this.uow
        .run((tx) => this.insert(tx, 'assessment.seedScheme', '', sampleScheme(subject, year), null))
        .catch((error: unknown) => {
          // Another process seeded in the same moment.
          if (duplicateKeyOf(error) !== null) return null;
          throw error;
        });
      if (added !== null) laidDown += 1;
    }
    return laidDown;
  }

  private async insert(
    tx: Parameters<SchemesRepository['insert']>[0],
    action: string,
    regionPrefix: string,
    given: AssessmentScheme,
    recordedBy: EntityId | null,
  ): Promise<EntityId> {
    const { subject, year, title } = given;
    const version = await this.schemes.nextVersion(tx, subject, year, regionPrefix);
    const document = { ...given, version };
    const digest = createHash('sha256').update(canonicalJson(document)).digest('hex');
    const key = { regionPrefix, year, subject, version };
    const id = await this.schemes.insert(tx, { ...key, title, document, digest, recordedBy });
    const after = { ...key, title, digest };
    await this.audit.record(tx, { action, objectType: 'AssessmentScheme', objectId: id, after });
    return id;
  }
}
