import { Injectable } from '@nestjs/common';
import { GRADUATE_NAME_FIELD, graduateNotFound } from '@sxbq/graduates';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, maskName, Principal, Role, rowScopeOf } from '@sxbq/kernel';
import { ApplicationView, InvitedPair, JobInvitations } from '@sxbq/placement';
import { PersonCipher } from '@sxbq/platform';
import { postingNotFound } from '@sxbq/postings';
import { Audience, explainParts, ScoreExplanation } from './domain/scoring/explain-score';
import { CandidatesRepository, StoredCandidate } from './persistence/candidates.repository';
import {
  OverrideRow,
  PublishedRun,
  StoredSuggestion,
  SuggestionListsRepository,
} from './persistence/suggestion-lists.repository';

/** What was computed for one graduate or one posting. Without a run yet there is nothing to show. */
export interface SuggestionList<Item> {
  readonly computedAt: Date | null;
  /** Null: nothing computed yet, or by the shipped sample. */
  readonly weightsVersion: number | null;
  readonly inputDigest: string | null;
  readonly items: readonly Item[];
}

export interface ExplainedSuggestion extends Omit<ScoreExplanation, 'score'> {
  readonly graduateId: EntityId;
  readonly jobPostingId: EntityId;
  readonly score: number;
}

export interface SuggestedPosting extends ExplainedSuggestion {
  readonly override: OverrideRow | null;
}

/** A graduate as an enterprise may know one it has not met: without any contact data. */
export type Candidate = Pick<StoredCandidate, 'majorName' | 'level' | 'graduationYear' | 'certificates'> & {
  /** '示**' for an enterprise without the graduate's consent. */
  readonly name: string;
};

export interface SuggestedGraduate extends ExplainedSuggestion {
  readonly candidate: Candidate;
  /** Why it was decided is between the graduate and the school. */
  readonly override: Omit<OverrideRow, 'reason'> | null;
}

/** Suggestions as they hold at this moment, with their reasons. */
@Injectable()
export class SuggestionsService {
  constructor(
    private readonly lists: SuggestionListsRepository,
    private readonly candidates: CandidatesRepository,
    private readonly invitations: JobInvitations,
    private readonly persons: PersonCipher,
    private readonly clock: Clock,
  ) {}

  /** The best postings for a graduate. GRADUATE_NOT_FOUND. */
  async forGraduate(
    principal: Principal,
    graduateId: EntityId,
    dismissed: boolean,
  ): Promise<SuggestionList<SuggestedPosting>> {
    assertPermission(principal, 'matching.readSuggestions');
    const run = await this.lists.runOfGraduate(rowScopeOf(principal), graduateId);
    if (run === undefined) throw graduateNotFound();
    const found = run === null ? [] : await this.lists.forGraduate(run, graduateId, this.clock.today(), dismissed);
    return listed(
      run,
      found.map((row) => ({ ...explained(row, run!, 'GRADUATE'), override: row.override })),
    );
  }

  /** The best graduates for a posting. POSTING_NOT_FOUND. */
  async forPosting(principal: Principal, jobPostingId: EntityId): Promise<SuggestionList<SuggestedGraduate>> {
    assertPermission(principal, 'matching.readCandidates');
    const run = await this.lists.runOfPosting(rowScopeOf(principal), jobPostingId);
    if (run === undefined) throw postingNotFound();
    const found = run === null ? [] : await this.lists.forPosting(run, jobPostingId, this.clock.today());
    const candidates = await this.candidates.find(
      jobPostingId,
      found.map(({ graduateId }) => graduateId),
    );
    const items = found.flatMap((row): SuggestedGraduate[] => {
      const candidate = candidates.get(row.graduateId);
      if (!candidate) return [];
      return [
        {
          ...explained(row, run!, 'ENTERPRISE'),
          candidate: this.shown(principal, candidate),
          override: withoutReason(row.override),
        },
      ];
    });
    return listed(run, items);
  }

  /** Of those that `forPosting` shows; the errors of `JobInvitations.send`. */
  invite(principal: Principal, pair: InvitedPair): Promise<ApplicationView> {
    return this.invitations.send(principal, pair, (tx) => this.lists.isCandidate(tx, pair, this.clock.today()));
  }

  private shown(principal: Principal, candidate: StoredCandidate): Candidate {
    const { majorName, level, graduationYear, certificates, nameConsented } = candidate;
    const secret = this.persons.open(candidate.sealedSecret);
    const name = this.persons.decrypt(secret, GRADUATE_NAME_FIELD, candidate.sealedName) ?? '';
    const isHidden = principal.role === Role.ENTERPRISE && !nameConsented;
    return { majorName, level, graduationYear, certificates, name: isHidden ? maskName(name) : name };
  }
}

function listed<Item>(run: PublishedRun | null, items: readonly Item[]): SuggestionList<Item> {
  return {
    computedAt: run?.finishedAt ?? null,
    weightsVersion: run === null || run.scoreWeightsVersionId === null ? null : run.weights.version,
    inputDigest: run?.inputDigest ?? null,
    items,
  };
}

function explained(row: StoredSuggestion, run: PublishedRun, audience: Audience): ExplainedSuggestion {
  const { graduateId, jobPostingId } = row;
  return { graduateId, jobPostingId, ...explainParts(row.parts, run.weights, audience) };
}

const withoutReason = (override: OverrideRow | null): Omit<OverrideRow, 'reason'> | null =>
  override && { decision: override.decision, decidedRole: override.decidedRole, decidedAt: override.decidedAt };
