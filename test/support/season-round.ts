import { eventually } from './platform';
import { Season, Step } from './season';

export interface RoundAnswer {
  readonly graduateId: string;
  readonly jobPostingId: string | null;
  readonly applicationId: string | null;
  readonly status: string;
  readonly summary: string;
}

const RESULT = 'graduateId jobPostingId applicationId status summary';

/** A round of a season (双选会): what the bureau, firms and schools do in it. */
export class SeasonRound {
  private constructor(
    private readonly season: Season,
    readonly id: string,
  ) {}

  static async open(season: Season, until: readonly [wishes: string, ranking: string]): Promise<SeasonRound> {
    const query =
      'mutation ($input: CreateMatchingRoundInput!) { createMatchingRound(input: $input) { id revision status } }';
    const input = {
      title: '示例双选会',
      regionPrefix: '3204',
      graduationYear: 2026,
      maxWishes: 3,
      passes: 1,
      answerDays: 3,
      wishesUntil: until[0],
      rankingUntil: until[1],
      drawSource: '示例彩票 2026055 期',
      drawOn: '2099-12-31',
    };
    const { createMatchingRound } = await season.ask<{ createMatchingRound: Step }>('hr', query, { input });
    await season.take('hr', 'openRound', createMatchingRound);
    return new SeasonRound(season, createMatchingRound.id);
  }

  async offer(username: string, jobPostingId: string, seats: number): Promise<void> {
    const query = 'mutation ($input: EnrolPostingInput!) { enrolPosting(input: $input) { __typename } }';
    await this.season.ask(username, query, { input: { roundId: this.id, jobPostingId, seats } });
  }

  async rank(username: string, jobPostingId: string, graduateIds: readonly string[]): Promise<void> {
    const rankings = graduateIds.map((graduateId, at) => ({ graduateId, rank: at + 1 }));
    const query = 'mutation ($input: RankGraduatesInput!) { rankGraduates(input: $input) { __typename } }';
    await this.season.ask(username, query, { input: { roundId: this.id, jobPostingId, rankings } });
  }

  /** Enrols and wishes, first wish first. */
  async join(username: string, graduateId: string, jobPostingIds: readonly string[]): Promise<void> {
    const enrol = 'mutation ($r: ID!, $g: ID!) { enrolInRound(roundId: $r, graduateId: $g) { __typename } }';
    await this.season.ask(username, enrol, { r: this.id, g: graduateId });
    await this.season.ask(username, RANK, { input: this.wishes(graduateId, jobPostingIds) });
  }

  /** The code with which wishes are refused. */
  refusedWishes(username: string, graduateId: string, jobPostingIds: readonly string[]): Promise<string> {
    return this.season.refusal(username, RANK, { input: this.wishes(graduateId, jobPostingIds) });
  }

  private wishes(graduateId: string, jobPostingIds: readonly string[]): object {
    const wishes = jobPostingIds.map((jobPostingId, at) => ({ jobPostingId, rank: at + 1 }));
    return { roundId: this.id, graduateId, wishes };
  }

  /** Closed, computed by the worker, published. */
  async run(): Promise<void> {
    await this.season.take('hr', 'closeRound', await this.now());
    await this.drawLot();
    const { id, revision } = await this.now();
    const query = 'mutation ($id: ID!, $r: Int!) { runRound(id: $id, revision: $r) { id } }';
    const { runRound } = await this.season.ask<{ runRound: { id: string } }>('hr', query, { id, r: revision });
    const look = async () =>
      (
        await this.season.ask<{ roundPass: { status: string } }>(
          'hr',
          'query ($id: ID!) { roundPass(id: $id) { status error } }',
          { id: runRound.id },
        )
      ).roundPass.status;
    // In tests the worker compiles its thread first.
    const status = await eventually(look, (now) => now !== 'QUEUED' && now !== 'RUNNING', 90);
    expect(status).toBe('DONE');
    await this.season.take('hr', 'publishRound', await this.now());
  }

  /** By two officers, as if the day of the public draw had come: the clock stands still, for sessions end with the day. */
  private async drawLot(): Promise<void> {
    await this.season.platform.dataSource.query("UPDATE matching_round SET draw_on = '2020-01-01' WHERE id = ?", [
      this.id,
    ]);
    const query = `mutation ($id: ID!, $r: Int!) {
      enterRoundDraw(id: $id, revision: $r, drawValue: "03 08 17+07") { seed lot { isEntered secret } } }`;
    type Reply = { enterRoundDraw: { seed: string | null; lot: { isEntered: boolean; secret: string | null } } };
    for (const officer of ['hr', 'hr-2']) {
      const { id, revision } = await this.now();
      const { enterRoundDraw } = await this.season.ask<Reply>(officer, query, { id, r: revision });
      const isKnown = officer === 'hr-2';
      expect([enterRoundDraw.seed !== null, enterRoundDraw.lot.secret !== null]).toEqual([isKnown, isKnown]);
    }
  }

  async now(): Promise<Step> {
    const query = 'query ($id: ID!) { matchingRound(id: $id) { id revision status } }';
    return (await this.season.ask<{ matchingRound: Step }>('hr', query, { id: this.id })).matchingRound;
  }

  async result(username: string, graduateId: string): Promise<RoundAnswer> {
    const query = `query ($r: ID!, $g: ID!) { myRoundResult(roundId: $r, graduateId: $g) { ${RESULT} } }`;
    type Reply = { myRoundResult: RoundAnswer[] };
    const { myRoundResult } = await this.season.ask<Reply>(username, query, { r: this.id, g: graduateId });
    return myRoundResult[0] as RoundAnswer;
  }

  async confirm(username: string, graduateId: string): Promise<RoundAnswer> {
    const query = `mutation ($r: ID!, $g: ID!) { confirmRoundMatch(roundId: $r, graduateId: $g) { ${RESULT} } }`;
    type Reply = { confirmRoundMatch: RoundAnswer[] };
    const { confirmRoundMatch } = await this.season.ask<Reply>(username, query, { r: this.id, g: graduateId });
    return confirmRoundMatch[0] as RoundAnswer;
  }

  /** Whom a firm's posting got, as the firm sees them. */
  async matchesOf(username: string, jobPostingId: string): Promise<unknown[]> {
    type Reply = { roundMatches: { items: unknown[] } };
    return (await this.season.ask<Reply>(username, MATCHES, { r: this.id, p: jobPostingId })).roundMatches.items;
  }

  refusedMatches(username: string, jobPostingId: string): Promise<string> {
    return this.season.refusal(username, MATCHES, { r: this.id, p: jobPostingId });
  }

  async decline(username: string, graduateId: string): Promise<void> {
    const query =
      'mutation ($r: ID!, $g: ID!) { declineRoundMatch(roundId: $r, graduateId: $g, reason: "升学") { status } }';
    await this.season.ask(username, query, { r: this.id, g: graduateId });
  }
}

const MATCHES = `query ($r: ID!, $p: ID!) { roundMatches(roundId: $r, jobPostingId: $p) {
  items { status applicant { name phone majorName } } } }`;
const RANK = 'mutation ($input: RankPostingsInput!) { rankPostings(input: $input) { __typename } }';
