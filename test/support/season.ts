import { OrganisationKind, OrganisationsService } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';
import { lettered } from './first-day-city';
import { FirstDay } from './first-day';
import { postingInput, SCHOOLS } from './season-city';
import { CohortFigures } from './season-counts';

export interface Step {
  readonly id: string;
  readonly revision: number;
  readonly status: string;
}

export interface SeasonPerson {
  readonly idNumber: string;
  readonly name: string;
  readonly phone: string;
}

export interface PutReply {
  readonly outcome: string;
  readonly posting: Step;
}

const STEP = 'id revision status';
/** What a firm sees of an applicant. */
export const APPLICANT = 'query ($id: ID!) { application(id: $id) { applicant { name phone } } }';

/** What schools, firms, graduates and the bureau of a season do again and again. */
export class Season extends FirstDay {
  private readonly keys = new Map<number, string>();

  firmId(number: number): Promise<string> {
    return this.idOf('enterprise', 'uscc', lettered(number));
  }

  schoolId(at: 0 | 1): Promise<string> {
    return this.idOf('school', 'code', SCHOOLS[at]);
  }

  graduateId(studentNumber: string): Promise<string> {
    return this.idOf('graduate', 'student_number', studentNumber);
  }

  postingId(code: string): Promise<string> {
    return this.idOf('job_posting', 'code', code);
  }

  /** `table` and `column` are ours. */
  private async idOf(table: string, column: string, value: string): Promise<string> {
    const rows = (await this.platform.dataSource.query(`SELECT id FROM ${table} WHERE ${column} = ?`, [value])) as {
      id: number;
    }[];
    if (rows.length !== 1) throw new Error(`${rows.length} rows of ${table} with ${column} ${value}`);
    return String(rows[0]?.id);
  }

  /** A user for the firm, named 'firm-7'. */
  async enterFirm(number: number): Promise<void> {
    const enterpriseId = await this.firmId(number);
    await this.enter(`firm-${number}`, Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId });
  }

  /** The city's own rules: its minimum wage, and what nobody may write. */
  async publishRules(): Promise<void> {
    const document = JSON.stringify({
      minimumWages: [{ regionPrefix: '3204', monthly: 2_490, source: '示例通知' }],
      bannedPhrases: ['限男性', '只招男'].map((phrase) => ({ phrase, kind: 'GENDER' })),
      maximumDays: 180,
    });
    const query = 'mutation ($input: PublishPostingRulesInput!) { publishPostingRules(input: $input) { version } }';
    await this.ask('hr', query, { input: { regionPrefix: '3204', source: '示例通知', document } });
  }

  /** The notice that graduates read before they share anything. */
  async publishNotice(): Promise<string> {
    const query = 'mutation ($input: PublishPrivacyNoticeInput!) { publishPrivacyNotice(input: $input) { id } }';
    const input = { code: 'placement', title: '双向选择告知', text: '示例', effectiveFrom: '2026-01-01' };
    return (await this.ask<{ publishPrivacyNotice: { id: string } }>('hr', query, { input })).publishPrivacyNotice.id;
  }

  /** A request of a person, received and granted by 'hr', who has stepped up. */
  async granted(kind: string, { idNumber, name, phone }: SeasonPerson): Promise<string> {
    const query = 'mutation ($input: ReceivePersonRequestInput!) { receivePersonRequest(input: $input) { id } }';
    const input = { kind, idNumber, name, phone, proof: 'IN_PERSON' };
    type Reply = { receivePersonRequest: { id: string } };
    const { id } = (await this.ask<Reply>('hr', query, { input })).receivePersonRequest;
    const decide = 'mutation ($input: DecidePersonRequestInput!) { decidePersonRequest(input: $input) { status } }';
    await this.ask('hr', decide, { input: { requestId: id, grant: true } });
    return id;
  }

  async applicant(firm: string, { id }: Step): Promise<{ name: string; phone: string }> {
    type Reply = { application: { applicant: { name: string; phone: string } } };
    return (await this.ask<Reply>(firm, APPLICANT, { id })).application.applicant;
  }

  /** Applications that came of a round's results. */
  async acceptedInRound(school: string): Promise<Step[]> {
    const query = `{ applications(limit: 100, filter: { status: ACCEPTED, origin: ROUND }) { items { ${STEP} } } }`;
    return (await this.ask<{ applications: { items: Step[] } }>(school, query)).applications.items;
  }

  /** A key for the firm's own system: proposed by 'sysadmin', confirmed by 'security', activated by a member of the firm. */
  async giveKey(number: number): Promise<void> {
    const code = `machine-${number}`;
    const { id } = await this.platform.api.get(OrganisationsService, { strict: false }).ensure({
      code,
      kind: OrganisationKind.ENTERPRISE,
      name: `示例机构 ${code}`,
      regionPrefix: '3204',
      schoolId: null,
      enterpriseId: Number(await this.firmId(number)),
    });
    const input = {
      name: '人事系统',
      lifeDays: 30,
      organisationId: String(id),
      role: 'ENTERPRISE',
      permissions: ['postings.read', 'postings.edit', 'enterprises.read'],
    };
    const { createMachineClient } = await this.ask<{ createMachineClient: { proposal: { id: string } } }>(
      'sysadmin',
      'mutation ($input: CreateMachineClientInput!) { createMachineClient(input: $input) { proposal { id } } }',
      { input },
    );
    const { confirmAccess } = await this.ask<{ confirmAccess: { proposal: { outcomeId: string } } }>(
      'security',
      'mutation ($id: ID!) { confirmAccess(id: $id) { proposal { outcomeId } } }',
      createMachineClient.proposal,
    );
    await this.enter(code, Role.ENTERPRISE, { organisation: code });
    await this.stepUp(code);
    const { activateMachineClient } = await this.ask<{ activateMachineClient: { key: string } }>(
      code,
      'mutation ($id: ID!) { activateMachineClient(id: $id) { key } }',
      { id: confirmAccess.proposal.outcomeId },
    );
    this.keys.set(number, activateMachineClient.key);
  }

  /** What the firm's own system sends, with its key; the outcome, or the code of the refusal. */
  async send(number: number, more: object = {}): Promise<PutReply | string> {
    const input = postingInput(await this.firmId(number), number, more);
    const reply = await this.platform.graphql<{ putJobPosting: PutReply } | null>(
      `mutation ($input: PostingInput!) { putJobPosting(input: $input) { outcome posting { ${STEP} } } }`,
      { input },
      this.keys.get(number),
    );
    return reply.data?.putJobPosting ?? (reply.errors?.[0]?.extensions.code as string);
  }

  /** A step of a posting or an application that must succeed. */
  async take(username: string, field: string, { id, revision }: Step, more = ''): Promise<Step> {
    const query = `mutation ($id: ID!, $r: Int!) { ${field}(id: $id, revision: $r${more}) { ${STEP} } }`;
    return (await this.ask<Record<string, Step>>(username, query, { id, r: revision }))[field] as Step;
  }

  /** The code of a step that must be refused, or what became of it. */
  refused(username: string, field: string, { id, revision }: Step, more = ''): Promise<string> {
    const query = `mutation ($id: ID!, $r: Int!) { ${field}(id: $id, revision: $r${more}) { status } }`;
    return this.refusal(username, query, { id, r: revision });
  }

  async submitted(username: string, input: object): Promise<Step> {
    const query = `mutation ($input: PostingInput!) { draftJobPosting(input: $input) { ${STEP} } }`;
    const { draftJobPosting } = await this.ask<{ draftJobPosting: Step }>(username, query, { input });
    return this.take(username, 'submitJobPosting', draftJobPosting);
  }

  /** Postings that wait for the officer. */
  async waiting(): Promise<Step[]> {
    const query = `{ jobPostings(limit: 100, filter: { status: SUBMITTED }) { items { ${STEP} } } }`;
    return (await this.ask<{ jobPostings: { items: Step[] } }>('hr', query)).jobPostings.items;
  }

  async apply(username: string, graduateId: string, jobPostingId: string): Promise<Step> {
    const query = `mutation ($g: ID!, $p: ID!) { applyForJob(graduateId: $g, jobPostingId: $p) { ${STEP} } }`;
    return (await this.ask<{ applyForJob: Step }>(username, query, { g: graduateId, p: jobPostingId })).applyForJob;
  }

  /** From application to offer. */
  async offered(username: string, firm: string, graduateId: string, jobPostingId: string): Promise<Step> {
    const met = await this.take(firm, 'agreeToInterview', await this.apply(username, graduateId, jobPostingId));
    return this.take(firm, 'makeOffer', met, ', days: 7');
  }

  async place(username: string, { id, revision }: Step, more: object): Promise<{ relatedBasis: string }> {
    const input = {
      applicationId: id,
      revision,
      placedOn: '2025-11-10',
      contractKind: 'LABOUR',
      insuredFrom: '2025-12-01',
      ...more,
    };
    const query = 'mutation ($input: PlaceGraduateInput!) { placeGraduate(input: $input) { relatedBasis } }';
    return (await this.ask<{ placeGraduate: { relatedBasis: string } }>(username, query, { input })).placeGraduate;
  }

  async balance(dimension: string): Promise<{ key: string; supply: number; placed: number; demand: number }[]> {
    const query = `query ($d: BalanceDimension!) { supplyDemandBalance(dimension: $d, graduationYear: 2026) {
      key supply placed demand } }`;
    type Reply = { supplyDemandBalance: { key: string; supply: number; placed: number; demand: number }[] };
    return (await this.ask<Reply>('hr', query, { d: dimension })).supplyDemandBalance;
  }

  /** Sums of the figures of all cohorts, as the bureau reads them. */
  async figures(): Promise<CohortFigures> {
    const query =
      '{ graduateCohorts(limit: 100) { items { placement { placedBefore placed related checked retained } } } }';
    type Reply = { graduateCohorts: { items: { placement: CohortFigures }[] } };
    const { items } = (await this.ask<Reply>('hr', query)).graduateCohorts;
    const sum = (name: keyof CohortFigures) => items.reduce((total, { placement }) => total + placement[name], 0);
    return {
      placedBefore: sum('placedBefore'),
      placed: sum('placed'),
      related: sum('related'),
      checked: sum('checked'),
      retained: sum('retained'),
    };
  }
}
