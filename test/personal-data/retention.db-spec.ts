import { readCohortRows } from '../../libs/assessment/src/persistence/facts/graduate-rows';
import { readFilledRows } from '../../libs/assessment/src/persistence/facts/posting-rows';
import { OutcomesRepository } from '../../libs/placement/src/persistence/outcomes.repository';
import { BalanceDimension, BalanceService } from '@sxbq/balance';
import { FixedClock, programmeYear } from '@sxbq/kernel';
import { SnapshotReader } from '@sxbq/platform';
import { retentionSchedule, RetentionService } from '@sxbq/privacy';
import { serviceModules } from '../../apps/cli/src/cli.module';
import { textsAtRest } from '../support/personal-data-scan';
import { bureau, createWorld } from '../support/programme-world';
import { startTestServices, TestServices } from '../support/test-database';

const DAY = 86_400_000;
const YEAR = 2023;
const AT = new Date('2023-06-02T02:00:00Z');
/** The programme year ends with its last day in Asia/Shanghai. */
const YEAR_END = new Date(`${YEAR + 1}-01-01T00:00:00+08:00`);

type Row = Readonly<Record<string, unknown>>;

interface Sample {
  /** From when the keeping time counts. */
  readonly from: Date;
  readonly seed: () => Promise<void>;
  /** What the dry run counts. */
  readonly rows: number;
  /** What is there afterwards, by SELECT COUNT(*) FROM. */
  readonly left: Readonly<Record<string, number>>;
}

describe('keeping times', () => {
  let services: TestServices;
  let retention: RetentionService;
  const clock = new FixedClock(AT);

  beforeAll(async () => {
    services = await startTestServices(serviceModules, clock);
    retention = services.app.get(RetentionService);
  });
  beforeEach(async () => {
    await services.empty();
    // Rows hang on nothing here: each class looks at its own tables.
    await services.owner.query('SET FOREIGN_KEY_CHECKS = 0');
  });
  afterEach(() => services.owner.query('SET FOREIGN_KEY_CHECKS = 1'));
  afterAll(() => services.close());

  const insert = async (table: string, row: Row): Promise<number> => {
    const answer = await services.owner.query<{ insertId: number }>(`INSERT INTO ${table} SET ?`, [row]);
    return answer.insertId;
  };
  const count = async (from: string): Promise<number> => {
    const [row] = await services.owner.query<[{ number: number | string }]>(`SELECT COUNT(*) AS number FROM ${from}`);
    return Number(row.number);
  };
  const graduate = (id: number, year = YEAR, more: Row = {}) =>
    insert('graduate', {
      id,
      school_id: 1,
      cohort_id: 1,
      graduation_year: year,
      student_number: `N${id}`,
      name: 'aes.@:x',
      id_number: 'aes.@:x',
      phone: 'aes.@:x',
      person_key: `person-${id}`,
      status: 'AVAILABLE',
      salary_floor: 5_000,
      ...more,
    });
  const trainee = (personKey: string) =>
    insert('trainee', {
      training_session_id: 1,
      name: 'aes.@:x',
      id_number: 'aes.@:x',
      person_key: personKey,
      passed: 1,
    });
  const application = async (id: number, graduateId: number, status: string, more: Row = {}) => {
    const parties = { job_posting_id: id, graduate_id: graduateId, enterprise_id: 1, school_id: 1 };
    await insert('application', { id, ...parties, origin: 'APPLICATION', status, reason: '说明', ...more });
    await insert('application_event', { application_id: id, to_status: status, occurred_at: AT });
  };
  const run = (id: number, more: Row = {}) =>
    insert('assessment_run', {
      id,
      region_prefix: '3204',
      year: YEAR,
      version: id,
      status: 'PUBLISHED',
      self_score_until: `${YEAR}-12-10`,
      published_at: AT,
      ...more,
    });
  const selfScore = (id: number, runId: number) =>
    insert('assessment_self_score', {
      id,
      run_id: runId,
      subject: 'SCHOOL',
      organisation_id: 1,
      goal: `G${id}`,
      points: 5,
      narrative: '某某参加了',
    });
  const attachment = async (id: number, selfScoreId: number, more: Row = {}) => {
    const file = { file_name: '某某.pdf', media_type: 'application/pdf', byte_size: 1, sha256: 'a'.repeat(64) };
    await insert('assessment_attachment', { id, self_score_id: selfScoreId, ...file, uploaded_at: AT, ...more });
    await insert('assessment_attachment_chunk', { attachment_id: id, position: 0, sealed: 'x' });
  };
  const ledgerImport = (id: number, more: Row = {}) =>
    insert('ledger_import', {
      id,
      origin: 'API',
      mode: 'PARTIAL',
      status: 'REFUSED',
      phase: 'FINISHED',
      requested_at: AT,
      finished_at: AT,
      sheets: JSON.stringify([{ file: '某某.csv', sheet: 's', headerRow: 1 }]),
      ...more,
    });
  const ledgerFile = async (id: number, importId: number | null) => {
    await insert('ledger_file', { id, import_id: importId, file_name: '某某.csv', byte_size: 1, uploaded_at: AT });
    await insert('ledger_file_chunk', { file_id: id, position: 0, sealed: 'x' });
  };
  const importError = (importId: number) =>
    insert('ledger_import_error', {
      import_id: importId,
      file_name: '某某.csv',
      sheet_name: 's',
      code: 'X',
      message: '文件“某某.csv”……',
    });
  const round = async (id: number, status: string) => {
    const dates = { wishes_until: AT, ranking_until: AT, recorded_at: AT, changed_at: AT };
    const rules = { seed: 's', lot_origin: 'AT_CREATION', rule_version: 1, max_wishes: 5, passes: 1, answer_days: 3 };
    await insert('matching_round', {
      id,
      title: 'r',
      region_prefix: '3204',
      graduation_year: YEAR,
      status,
      ...rules,
      ...dates,
    });
    const of = { round_id: id, graduate_id: 1 };
    await insert('round_graduate', {
      ...of,
      school_id: 1,
      completes: 1,
      status: 'ENROLLED',
      reason: '说明',
      changed_at: AT,
    });
    await insert('round_wish', { ...of, job_posting_id: 1, rank: 1 });
    await insert('round_ranking', { ...of, job_posting_id: 1, rank: 1 });
    await insert('round_exclusion', { ...of, job_posting_id: 1, reason: '说明', decided_at: AT });
    await insert('round_match', {
      ...of,
      pass_id: id,
      choices: Buffer.from('abcdefg'),
      status: 'CONFIRMED',
      reason: null,
    });
  };

  const SAMPLES: Readonly<Record<string, Sample>> = {
    'sent-events': {
      from: AT,
      seed: async () => {
        await insert('outbox_event', { type: 'x', payload: '{}', occurred_at: AT, sent_at: AT });
        await insert('outbox_event', { type: 'x', payload: '{}', occurred_at: AT, sent_at: null });
      },
      rows: 1,
      left: { outbox_event: 1 },
    },
    'unused-uploads': {
      from: AT,
      seed: async () => {
        await ledgerImport(1);
        await ledgerFile(1, null);
        await ledgerFile(2, 1);
      },
      rows: 1,
      left: { ledger_file: 1, ledger_file_chunk: 1 },
    },
    'ledger-uploads': {
      from: AT,
      seed: async () => {
        await ledgerImport(1);
        await ledgerFile(1, 1);
        await importError(1);
      },
      rows: 1,
      left: {
        ledger_file: 1,
        ledger_file_chunk: 0,
        "ledger_file WHERE file_name LIKE '%某某%'": 0,
        "ledger_import WHERE sheets LIKE '%某某%'": 0,
        "ledger_import_error WHERE file_name LIKE '%某某%' OR message LIKE '%某某%'": 0,
      },
    },
    'ledger-import-errors': {
      from: AT,
      seed: async () => {
        await ledgerImport(1);
        await importError(1);
        await ledgerImport(2, { status: 'RUNNING', finished_at: null });
        await importError(2);
      },
      rows: 1,
      left: { ledger_import_error: 1 },
    },
    'ledger-imports': {
      from: AT,
      seed: async () => {
        await ledgerImport(1);
        await ledgerImport(2, { status: 'RUNNING', finished_at: null });
      },
      rows: 1,
      left: { ledger_import: 1 },
    },
    'withdrawn-consents': {
      from: AT,
      seed: async () => {
        const consent = { recipient: 'SCHOOL', recipient_id: 1, purpose: 'FOLLOW_UP', categories: 'NAME' };
        const given = { ...consent, notice_id: 1, given_at: AT, proof: 'ON_PAPER' };
        await insert('consent', { person_key: 'p', ...given, withdrawn_at: AT });
        await insert('consent', { person_key: 'q', ...given });
      },
      rows: 1,
      left: { consent: 1 },
    },
    'closed-requests': {
      from: AT,
      seed: async () => {
        const request = { kind: 'ACCESS', status: 'DONE', region_prefix: '3204', proof: 'ON_PAPER' };
        await insert('person_request', { ...request, received_at: AT, due_on: '2023-06-20', finished_at: AT });
        await insert('person_request', { ...request, received_at: AT, due_on: '2023-06-20' });
      },
      rows: 1,
      left: { person_request: 1 },
    },
    'round-choices': {
      from: AT,
      seed: async () => {
        await round(1, 'FINISHED');
        await round(2, 'PROPOSED');
      },
      rows: 5,
      left: {
        round_wish: 1,
        round_ranking: 1,
        round_exclusion: 1,
        round_match: 2,
        "round_match WHERE status = 'CONFIRMED'": 2,
        'round_match WHERE LENGTH(choices) > 6': 1,
        round_graduate: 2,
        'round_graduate WHERE reason IS NOT NULL': 1,
      },
    },
    suggestions: {
      from: AT,
      seed: async () => {
        const rank = { graduate_rank: 1, posting_rank: 1, score: 1, parts: Buffer.alloc(1) };
        for (const [id, finishedAt] of [
          [1, AT],
          [2, null],
        ] as const) {
          const dates = { requested_at: AT, changed_at: AT, finished_at: finishedAt };
          await insert('suggestion_run', { id, region_prefix: `320${id}`, status: 'DONE', ...dates });
          await insert('suggestion', { suggestion_run_id: id, graduate_id: 1, job_posting_id: 1, ...rank });
        }
      },
      rows: 1,
      left: { suggestion: 1, suggestion_run: 2 },
    },
    'suggestion-decisions': {
      from: YEAR_END,
      seed: async () => {
        for (const [id, year] of [
          [1, YEAR],
          [2, YEAR + 1],
        ] as const) {
          await graduate(id, year, { name: '' });
          const decision = { decision: 'PINNED', reason: '某某', decided_role: 'HR_BUREAU', decided_at: AT };
          await insert('suggestion_override', { graduate_id: id, job_posting_id: 1, current: 1, ...decision });
        }
      },
      rows: 1,
      left: { suggestion_override: 1 },
    },
    'ended-applications': {
      from: YEAR_END,
      seed: async () => {
        await graduate(1, YEAR, { name: '' });
        await graduate(2, YEAR + 1, { name: '' });
        await application(1, 1, 'DECLINED');
        await application(2, 1, 'PLACED', { reason: null, accepted_graduate_id: 1 });
        await application(3, 1, 'ACCEPTED', { open: 1 });
        await application(4, 2, 'DECLINED');
        await insert('round_match', {
          pass_id: 1,
          round_id: 1,
          graduate_id: 1,
          choices: Buffer.alloc(6),
          status: 'CONFIRMED',
          application_id: 1,
        });
        await insert('post_wish', { graduate_id: 1, job_posting_id: 1, rank: 1 });
        await insert('post_wish', { graduate_id: 2, job_posting_id: 1, rank: 1 });
      },
      rows: 2,
      left: { application: 3, application_event: 3, post_wish: 1, 'round_match WHERE application_id IS NULL': 1 },
    },
    'placement-details': {
      from: YEAR_END,
      seed: async () => {
        for (const [id, year] of [
          [1, YEAR],
          [2, YEAR + 1],
        ] as const) {
          await graduate(id, year, { name: '', status: 'PLACED' });
          await application(id, id, 'PLACED', { accepted_graduate_id: id });
          const outcome = { placed_on: '2023-07-01', contract_kind: 'LABOUR', contract_number: 'HT-1' };
          await insert('placement_outcome', { application_id: id, ...outcome, related_to_major: 1, retained: 1 });
        }
      },
      rows: 1,
      left: {
        application: 2,
        'application WHERE reason IS NOT NULL': 1,
        application_event: 1,
        placement_outcome: 2,
        'placement_outcome WHERE contract_number IS NOT NULL': 1,
      },
    },
    graduates: {
      from: YEAR_END,
      seed: async () => {
        await insert('school', { id: 1, code: 'S', name: '示例学校', region_code: '320411' });
        const heads = { heads: 1, available: 1, placed_before: 0 };
        await insert('graduate_cohort', { id: 1, school_id: 1, school_class_id: 1, graduation_year: YEAR, ...heads });
        await graduate(1);
        await graduate(2, YEAR + 1);
        await graduate(3, YEAR);
        await insert('graduate_wish', { graduate_id: 1, kind: 'OCCUPATION', code: '6', rank: 1 });
        await insert('graduate_certificate', { graduate_id: 1, occupation_code: '6', grade: 3 });
        for (const id of [1, 2, 3]) await insert('person_secret', { person_key: `person-${id}`, secret: 'aes.@:x' });
        // The third came back for a training.
        await trainee('person-3');
      },
      rows: 2,
      left: {
        graduate: 3,
        "person_secret WHERE person_key = 'person-1'": 0,
        "person_secret WHERE person_key IN ('person-2', 'person-3')": 2,
        trainee: 1,
        "graduate WHERE name <> '' AND id_number <> '' AND phone IS NOT NULL": 1,
        "graduate WHERE person_key LIKE 'person-%'": 1,
        "graduate WHERE student_number LIKE 'N%'": 1,
        "graduate WHERE status = 'AVAILABLE'": 3,
        graduate_wish: 0,
        graduate_certificate: 1,
      },
    },
    'unfinished-attachments': {
      from: AT,
      seed: async () => {
        await attachment(1, 1, { sha256: null });
        await attachment(2, 1);
      },
      rows: 1,
      left: { assessment_attachment: 1, assessment_attachment_chunk: 1 },
    },
    'self-score-attachments': {
      from: AT,
      seed: async () => {
        await run(1);
        await selfScore(1, 1);
        await attachment(1, 1);
      },
      rows: 1,
      left: {
        assessment_attachment: 1,
        "assessment_attachment WHERE file_name = '已删除的附件-1.pdf' AND sha256 IS NOT NULL": 1,
        assessment_attachment_chunk: 0,
        assessment_self_score: 1,
      },
    },
    'self-score-narratives': {
      from: YEAR_END,
      seed: async () => {
        await run(1, { published_at: null, status: 'OPEN' });
        await selfScore(1, 1);
      },
      rows: 1,
      left: { 'assessment_self_score WHERE points = 5': 1, "assessment_self_score WHERE narrative LIKE '%某某%'": 0 },
    },
    reports: {
      from: AT,
      seed: async () => {
        for (const [id, finishedAt] of [
          [1, AT],
          [2, null],
        ] as const) {
          const report = { run_id: 1, region_prefix: '3204', kind: 'CSV', subject: 'SCHOOL', audience: 'INTERNAL' };
          const dates = { requested_at: AT, changed_at: AT, finished_at: finishedAt };
          await insert('report', { id, ...report, draft: 0, status: 'DONE', ...dates });
          await insert('report_chunk', { report_id: id, position: 0, content: 'x' });
        }
      },
      rows: 1,
      left: { report: 1, report_chunk: 1 },
    },
    'erased-persons': {
      from: AT,
      seed: async () => {
        await insert('erased_person', { request_id: 1, sealed: 'x', erased_at: AT });
        const aDayLater = new Date(AT.getTime() + 86_400_000);
        await insert('erased_person', { request_id: 2, sealed: 'x', erased_at: aDayLater });
      },
      rows: 1,
      left: { erased_person: 1 },
    },
  };

  it('are tried here for every class of the schedule', () => {
    expect(Object.keys(SAMPLES)).toEqual(retentionSchedule.classes.map(({ code }) => code));
  });

  it.each(retentionSchedule.classes)(
    '$code: not a second early, then all of it and nothing else',
    async (dataClass) => {
      const { code, keepDays } = dataClass;
      const { from, seed, rows, left } = SAMPLES[code] as Sample;
      await seed();
      await services.owner.query('SET FOREIGN_KEY_CHECKS = 1');
      const at = async (seconds: number): Promise<number | undefined> => {
        clock.set(new Date(from.getTime() + keepDays * DAY + seconds * 1_000));
        return (await retention.preview()).find((result) => result.dataClass.code === code)?.rows;
      };
      expect(await at(-1)).toBe(0);
      expect(await at(1)).toBe(rows);
      // The dry run takes nothing.
      expect(await at(1)).toBe(rows);
      await retention.apply(code);
      expect(await at(1)).toBe(0);
      const found = await Promise.all(Object.keys(left).map(async (table) => [table, await count(table)]));
      expect(Object.fromEntries(found)).toEqual(left);
    },
  );

  it('are noted in the audit by class', async () => {
    clock.set(new Date('2040-01-01T00:00:00Z'));
    for (const { seed } of [SAMPLES['reports'] as Sample, SAMPLES['suggestions'] as Sample]) await seed();
    await retention.apply();
    const [entry] = await services.owner.query<{ action: string; details: unknown }[]>(
      'SELECT action, details FROM audit_entry ORDER BY id DESC LIMIT 1',
    );
    const details = typeof entry?.details === 'string' ? (JSON.parse(entry.details) as object) : entry?.details;
    expect(entry?.action).toBe('privacy.applyRetention');
    expect(details).toMatchObject({ deleted: { reports: 1, suggestions: 1, graduates: 0 } });
  });

  it('that are over change no figure: supply, placement and the facts of rankings stay as they were', async () => {
    await services.owner.query('SET FOREIGN_KEY_CHECKS = 1');
    const world = await createWorld(services.dataSource);
    const school = { school_id: world.schools.home };
    const classId = await insert('school_class', {
      ...school,
      school_major_id: world.majors.first,
      code: 'B1',
      name: '示例班',
      level: 'SENIOR',
      starts_on: '2020-09-01',
    });
    const heads = { heads: 40, available: 30, placed_before: 4 };
    const cohort = await insert('graduate_cohort', {
      ...school,
      school_class_id: classId,
      graduation_year: YEAR,
      ...heads,
    });
    const posting = await insert('job_posting', {
      enterprise_id: world.enterprises.home,
      code: 'GW-1',
      kind: 'JOB',
      title: '车工',
      occupation_edition: '2022',
      occupation_code: '6-18-01-01',
      heads: 5,
      region_code: '320411',
      valid_until: `${YEAR}-12-31`,
      status: 'CLOSED',
      fingerprint: 'f',
    });
    for (const [id, status] of [
      [1, 'PLACED'],
      [2, 'AVAILABLE'],
      [3, 'PLACED'],
    ] as const) {
      await graduate(id, YEAR, { ...school, cohort_id: cohort, status });
      await insert('graduate_certificate', { graduate_id: id, occupation_code: '6-18-01-01', grade: 3 });
      const parties = { ...school, job_posting_id: posting, graduate_id: id, enterprise_id: world.enterprises.home };
      const isPlaced = status === 'PLACED';
      await insert('application', {
        id,
        ...parties,
        origin: 'APPLICATION',
        status: isPlaced ? 'PLACED' : 'DECLINED',
        reason: '示例某某',
        accepted_graduate_id: isPlaced ? id : null,
      });
      await insert('application_event', { application_id: id, to_status: status, occurred_at: AT });
      if (!isPlaced) continue;
      const outcome = { placed_on: '2023-07-01', contract_kind: 'LABOUR', contract_number: 'HT-某某' };
      await insert('placement_outcome', { application_id: id, ...outcome, related_to_major: id === 1, retained: 1 });
    }
    const officer = bureau();
    const balance = services.app.get(BalanceService, { strict: false });
    const figures = async () => {
      const request = { ids: [world.schools.home], period: programmeYear(YEAR), asOf: `${YEAR}-12-31` };
      const firms = { ...request, ids: [world.enterprises.home] };
      const snapshots = services.app.get(SnapshotReader);
      return {
        supply: await Promise.all(
          Object.values(BalanceDimension).map((dimension) =>
            balance.by(officer, dimension, { graduationYear: YEAR, regionPrefix: '' }),
          ),
        ),
        placement: [...(await services.app.get(OutcomesRepository, { strict: false }).figures([cohort]))],
        cohorts: await snapshots.read((reader) => readCohortRows(reader, request)),
        filledBySchool: await snapshots.read((reader) => readFilledRows(reader, 'school_id', request)),
        filledByFirm: await snapshots.read((reader) => readFilledRows(reader, 'enterprise_id', firms)),
      };
    };
    const before = await figures();
    expect(before.cohorts).toMatchObject([{ placed: 2, related: 1 }]);
    clock.set(new Date('2040-01-01T00:00:00Z'));
    const results = await retention.apply();
    expect(results.filter(({ rows }) => rows > 0).map(({ dataClass }) => dataClass.code)).toEqual([
      'ended-applications',
      'placement-details',
      'graduates',
    ]);
    expect(await textsAtRest(services.dataSource, ['aes.@:x', '某某', 'person-1', '"N1"'])).toEqual({});
    expect(await figures()).toEqual(before);
  });
});
