import { CataloguesModule } from '@sxbq/catalogues';
import { EnterprisesGraphqlModule } from '@sxbq/enterprises/graphql';
import { CohortsService, GraduatesService } from '@sxbq/graduates';
import { GraduatesGraphqlModule } from '@sxbq/graduates/graphql';
import { FixedClock, Principal, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { PlacementGraphqlModule } from '@sxbq/placement/graphql';
import { FieldCipher } from '@sxbq/platform';
import { PostingsGraphqlModule } from '@sxbq/postings/graphql';
import { PrivacyModule } from '@sxbq/privacy';
import { ClassLevel, SchoolClass } from '@sxbq/schools';
import { SchoolsGraphqlModule } from '@sxbq/schools/graphql';
import { TrainingModule } from '@sxbq/training';
import { GraphqlServices, startGraphqlServices } from '../../../../test/support/graphql-services';
import { idNumber } from '../../../../test/support/ledger-files';
import { actingAs, statementsOf } from '../../../../test/support/programme';
import {
  bureau,
  createWorld,
  enterpriseUser,
  ProgrammeWorld,
  schoolUser,
} from '../../../../test/support/programme-world';
import { RoundRunsService } from '../round-runs.service';
import { SupplyAndDemand } from '../testing/supply-and-demand';
import { RoundsGraphqlModule } from './rounds-graphql.module';

/** A thread compiles its sources when tests run; a busy machine takes its time. */
jest.setTimeout(60_000);

describe('rounds over GraphQL', () => {
  let services: GraphqlServices;
  let world: ProgrammeWorld;
  let school: Principal;
  let firm: Principal;
  let graduateIds: number[];
  let postingId: number;
  let roundId: string;
  const officer = bureau();

  beforeAll(async () => {
    services = await startGraphqlServices(
      [
        ...[CataloguesModule, SchoolsGraphqlModule, EnterprisesGraphqlModule, PostingsGraphqlModule],
        ...[GraduatesGraphqlModule, PlacementGraphqlModule, PrivacyModule, TrainingModule],
        RoundsGraphqlModule,
      ],
      new FixedClock(new Date('2026-05-15T02:00:00Z')),
    );
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    firm = enterpriseUser(world.enterprises.home);
    graduateIds = await registered(5);
    const supply = new SupplyAndDemand(services.dataSource);
    postingId = await supply.posting(world.enterprises.home, { occupationCode: '6-18-01-01', heads: 3 });
  });
  afterAll(() => services.close());

  async function registered(count: number): Promise<number[]> {
    const schoolClass = {
      schoolId: world.schools.home,
      schoolMajorId: world.majors.first,
      code: 'B1',
      name: '示例班',
      level: ClassLevel.SENIOR,
      startsOn: '2023-09-01',
      endsOn: null,
    };
    const { identifiers } = await services.dataSource.manager.insert(SchoolClass, schoolClass);
    const schoolClassId = (identifiers[0] as { id: number }).id;
    const cohorts = services.app.get(CohortsService, { strict: false });
    const graduates = services.app.get(GraduatesService, { strict: false });
    return actingAs(school, async () => {
      const heads = { heads: count, available: count, placedBefore: 0 };
      const { id } = await cohorts.publish(school, { schoolClassId, graduationYear: 2026, ...heads });
      const people = Array.from({ length: count }, (_, index) => ({
        studentNumber: `X${index}`,
        name: '示例丙',
        idNumber: idNumber(index),
        phone: '13812345678',
      }));
      return graduates.register(school, id, people);
    });
  }

  async function ask<T>(by: Principal, source: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await services.ask<T>(by, source, variables);
    expect(errors).toEqual([]);
    return data as T;
  }

  const step = async (field: string): Promise<string> => {
    const { matchingRound } = await ask<{ matchingRound: { revision: number } }>(
      officer,
      'query ($id: ID!) { matchingRound(id: $id) { revision } }',
      { id: roundId },
    );
    const moved = await ask<{ moved: { status: string } }>(
      officer,
      `mutation ($id: ID!, $r: Int!) { moved: ${field}(id: $id, revision: $r) { status } }`,
      { id: roundId, r: matchingRound.revision },
    );
    return moved.moved.status;
  };

  it('is made, opened and joined by both sides', async () => {
    const { createMatchingRound } = await ask<{ createMatchingRound: { id: string; seed: string | null } }>(
      officer,
      `mutation ($input: CreateMatchingRoundInput!) { createMatchingRound(input: $input) { id seed } }`,
      {
        input: {
          title: '示例双选会',
          regionPrefix: '3204',
          graduationYear: 2026,
          passes: 1,
          wishesUntil: '2026-05-16T00:00:00Z',
          rankingUntil: '2026-05-17T00:00:00Z',
          drawSource: '示例彩票 2026055 期',
          drawOn: '2026-05-18',
        },
      },
    );
    expect(createMatchingRound.seed).toBeNull();
    roundId = createMatchingRound.id;
    expect(await step('openRound')).toBe('OPEN');
    await ask(firm, 'mutation ($input: EnrolPostingInput!) { enrolPosting(input: $input) { seats } }', {
      input: { roundId, jobPostingId: String(postingId), seats: 3 },
    });
    for (const graduateId of graduateIds.slice(0, 4).map(String)) {
      const enrol = 'mutation ($r: ID!, $g: ID!) { enrolInRound(roundId: $r, graduateId: $g) { status } }';
      await ask(school, enrol, { r: roundId, g: graduateId });
      await ask(school, 'mutation ($input: RankPostingsInput!) { rankPostings(input: $input) { status } }', {
        input: { roundId, graduateId, wishes: [{ jobPostingId: String(postingId), rank: 1 }] },
      });
    }
    const bad = { roundId, graduateId: String(graduateIds[0]), wishes: [1, 2].map(() => wish(1)) };
    const { errors } = await services.ask(
      school,
      'mutation ($input: RankPostingsInput!) { rankPostings(input: $input) { status } }',
      { input: bad },
    );
    expect(errors).toEqual(['RANK_TWICE']);
  });

  const wish = (rank: number) => ({ jobPostingId: String(postingId), rank });

  const CANDIDATES = `query ($r: ID!, $p: ID!, $limit: Int!) { roundCandidates(roundId: $r, jobPostingId: $p, limit: $limit) {
    total items { graduateId applicant { name phone majorName level } } } }`;

  it('shows a firm who named it as applicants are shown: by the first character, until the person consents', async () => {
    const candidates = async () => {
      const variables = { r: roundId, p: String(postingId), limit: 4 };
      return (await ask<{ roundCandidates: { items: { applicant: object }[] } }>(firm, CANDIDATES, variables))
        .roundCandidates.items[0]?.applicant;
    };
    const known = { majorName: '数控加工', level: 'SENIOR' };
    expect(await candidates()).toEqual({ ...known, name: '示**', phone: '138****5678' });
    await consent(0);
    expect(await candidates()).toEqual({ ...known, name: '示例丙', phone: '13812345678' });
    await services.dataSource.query('UPDATE consent SET withdrawn_at = NOW(6)');
    expect(await candidates()).toEqual({ ...known, name: '示**', phone: '138****5678' });
    const other = enterpriseUser(world.enterprises.other);
    const { errors } = await services.ask(other, CANDIDATES, { r: roundId, p: String(postingId), limit: 4 });
    expect(errors).toEqual(['POSTING_NOT_FOUND']);
  });

  async function consent(person: number): Promise<void> {
    const { insertId } = (await services.dataSource.query(
      "INSERT INTO privacy_notice (code, version, title, text, effective_from) VALUES ('示例', 1, '示例告知书', '示例', '2026-01-01')",
    )) as { insertId: number };
    const personKey = services.app.get(FieldCipher, { strict: false }).blindIndex('id-number', idNumber(person));
    await services.dataSource.query(
      `INSERT INTO consent (person_key, recipient, recipient_id, purpose, categories, notice_id, given_at, proof)
       VALUES (?, 'ENTERPRISE', ?, 'PLACEMENT', 'NAME,CONTACT', ?, NOW(6), 'SIGNED_IN')`,
      [personKey, world.enterprises.home, insertId],
    );
  }

  it('asks as many statements for four as for one', async () => {
    const variables = (limit: number) => ({ r: roundId, p: String(postingId), limit });
    const candidates = (limit: number) => () => services.ask(firm, CANDIDATES, variables(limit));
    expect(await statementsOf(services.dataSource, candidates(4))).toBe(
      await statementsOf(services.dataSource, candidates(1)),
    );
    const source = `query ($r: ID!, $limit: Int!) { roundGraduates(roundId: $r, limit: $limit) {
      total items { graduateId status wishes { rank } } } }`;
    const list = (limit: number) => () => services.ask(school, source, { r: roundId, limit });
    expect(await statementsOf(services.dataSource, list(4))).toBe(await statementsOf(services.dataSource, list(1)));
    const { roundGraduates } = await ask<{ roundGraduates: object }>(officer, source, { r: roundId, limit: 1 });
    expect(roundGraduates).toMatchObject({ total: 4, items: [{ wishes: null }] });
  });

  /** By two officers, as if the day of the draw had come. */
  async function drawLot(): Promise<void> {
    await services.dataSource.query("UPDATE matching_round SET draw_on = '2026-05-01' WHERE id = ?", [roundId]);
    const query = `mutation ($id: ID!, $r: Int!) {
      enterRoundDraw(id: $id, revision: $r, drawValue: "03 08 17+07") { revision seed } }`;
    const first = 'query ($id: ID!) { matchingRound(id: $id) { revision } }';
    for (const userId of [1, 2]) {
      const by = { ...officer, userId };
      type Reply = { matchingRound: { revision: number } };
      const { revision } = (await ask<Reply>(officer, first, { id: roundId })).matchingRound;
      await ask(by, query, { id: roundId, r: revision });
    }
    const lot =
      'query ($id: ID!) { matchingRound(id: $id) { lot { origin drawSource drawValue isEntered secret seed } } }';
    expect(await ask(school, lot, { id: roundId })).toEqual({
      matchingRound: {
        lot: {
          origin: 'PUBLIC_DRAW',
          drawSource: '示例彩票 2026055 期',
          drawValue: '03 08 17+07',
          isEntered: true,
          secret: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
          seed: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        },
      },
    });
  }

  it('is matched, published and confirmed', async () => {
    expect(await step('closeRound')).toBe('CLOSED');
    await drawLot();
    const runs = services.app.get(RoundRunsService, { strict: false });
    const [{ revision }] = (await services.dataSource.query('SELECT revision FROM matching_round WHERE id = ?', [
      roundId,
    ])) as [{ revision: number }];
    const { id: passId } = await actingAs(SYSTEM_PRINCIPAL, () =>
      runs.request(SYSTEM_PRINCIPAL, Number(roundId), revision),
    );
    await runs.proceed(passId, { attempt: 1, progress: () => Promise.resolve() });
    const round = `query ($id: ID!) { matchingRound(id: $id) { status events { toStatus } passRuns { number status digest } } }`;
    expect(await ask(school, round, { id: roundId })).toMatchObject({ matchingRound: { passRuns: [] } });
    expect(await ask(officer, round, { id: roundId })).toMatchObject({
      matchingRound: { status: 'MATCHED', passRuns: [{ number: 1, status: 'DONE' }] },
    });
    expect(await step('publishRound')).toBe('PROPOSED');
    const results = await Promise.all(
      graduateIds
        .slice(0, 4)
        .map((graduate) =>
          ask<{ myRoundResult: { status: string; summary: string }[] }>(
            school,
            `query ($r: ID!, $g: ID!) { myRoundResult(roundId: $r, graduateId: $g) { status summary refusals { sentence } } }`,
            { r: roundId, g: String(graduate) },
          ),
        ),
    );
    const placed = results.findIndex(({ myRoundResult }) => myRoundResult[0]?.status === 'PROPOSED');
    expect(results.filter(({ myRoundResult }) => myRoundResult[0]?.status === 'PROPOSED')).toHaveLength(3);
    const confirmed = await ask<{ confirmRoundMatch: object[] }>(
      school,
      `mutation ($r: ID!, $g: ID!) { confirmRoundMatch(roundId: $r, graduateId: $g) { status applicationId } }`,
      { r: roundId, g: String(graduateIds[placed]) },
    );
    expect(confirmed.confirmRoundMatch).toMatchObject([
      { status: 'CONFIRMED', applicationId: expect.any(String) as string },
    ]);
    const figures = `query ($r: ID!) { roundFigures(roundId: $r) { placed seats waiting confirmed unplaced pass { number } } }`;
    expect(await ask(officer, figures, { r: roundId })).toEqual({
      roundFigures: [{ placed: 3, seats: 3, waiting: 2, confirmed: 1, unplaced: 1, pass: { number: 1 } }],
    });
    const matches = `query ($r: ID!, $p: ID!) { roundMatches(roundId: $r, jobPostingId: $p) { total items { status applicant { name } } } }`;
    const { roundMatches } = await ask<{ roundMatches: { total: number; items: { applicant: { name: string } }[] } }>(
      firm,
      matches,
      { r: roundId, p: String(postingId) },
    );
    expect(roundMatches.total).toBe(3);
    expect(roundMatches.items.every(({ applicant }) => applicant.name === '示**')).toBe(true);
  });
});
