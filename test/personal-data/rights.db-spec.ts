import { CataloguesModule } from '@sxbq/catalogues';
import { ComplianceModule, ComplianceService } from '@sxbq/compliance';
import { EnterprisesModule } from '@sxbq/enterprises';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { LedgersModule } from '@sxbq/ledgers';
import { FieldCipher, PersonalDataSource, PersonCipher } from '@sxbq/platform';
import { PolicyModule, PolicyService } from '@sxbq/policy';
import {
  CorrectionsService,
  ErasureService,
  exportAsCsv,
  IdentityProof,
  PersonalDataSources,
  PersonExportService,
  PersonRequestKind,
  PersonRequestsService,
  PrivacyModule,
  RefusalGround,
} from '@sxbq/privacy';
import { SchoolsModule } from '@sxbq/schools';
import { TalentModule } from '@sxbq/talent';
import { TrainingModule } from '@sxbq/training';
import { leaveTraces, PERSON, PersonTraces } from '../support/erased-person';
import { textsAtRest } from '../support/personal-data-scan';
import { actingAs, tracesOf } from '../support/programme';
import { bureau, createWorld, outcome, ProgrammeWorld } from '../support/programme-world';
import { startTestServices, TestServices } from '../support/test-database';

const { ACCESS, CORRECTION, ERASURE } = PersonRequestKind;

describe('a person’s rights to their data (assurance D3)', () => {
  let services: TestServices;
  let requests: PersonRequestsService;
  let erasures: ErasureService;
  let sources: PersonalDataSources;
  let world: ProgrammeWorld;
  let traces: PersonTraces;
  const clock = new FixedClock(new Date('2025-06-02T02:00:00Z'));
  const officer = bureau();

  beforeAll(async () => {
    const modules = [IdentityModule, CataloguesModule, SchoolsModule, EnterprisesModule, PolicyModule, TrainingModule];
    services = await startTestServices(
      [...modules, TalentModule, ComplianceModule, LedgersModule, PrivacyModule],
      clock,
    );
    requests = services.app.get(PersonRequestsService);
    erasures = services.app.get(ErasureService);
    sources = services.app.get(PersonalDataSources);
  });
  beforeEach(async () => {
    await services.empty();
    await services.app.get(PolicyService).seedDefault();
    world = await createWorld(services.dataSource);
    for (const id of [world.schools.home, world.schools.other])
      await services.dataSource.query(
        "INSERT INTO school_tier (school_id, tier, effective_from) VALUES (?, 'TECHNICIAN_COLLEGE', '2020-01-01')",
        [id],
      );
    traces = await leaveTraces(services.app, world);
  });
  afterAll(() => services.close());

  const receive = (kind: PersonRequestKind, by = officer) =>
    actingAs(by, () =>
      requests.receive(by, {
        kind,
        idNumber: PERSON.idNumber,
        name: PERSON.name,
        phone: PERSON.phone,
        proof: IdentityProof.IN_PERSON,
      }),
    );
  const confirm = (requestId: number) =>
    actingAs(officer, () =>
      requests.confirmRecords(officer, requestId, [
        { source: 'talent.secondment', recordId: traces.secondmentId },
        { source: 'policy.committeeMember', recordId: traces.memberId },
        { source: 'identity.user', recordId: traces.userId },
      ]),
    );
  const grant = (requestId: number, by = officer) =>
    actingAs(by, () => requests.decide(by, { requestId, grant: true }));
  const grantedErasure = async (): Promise<number> => {
    const { id } = await receive(ERASURE);
    await confirm(id);
    await grant(id);
    return id;
  };
  const erase = async (): Promise<number> => {
    const id = await grantedErasure();
    await erasures.proceed(id);
    return id;
  };
  const traineeRows = () =>
    services.dataSource.query('SELECT * FROM trainee ORDER BY id') as Promise<Record<string, string | number>[]>;
  const held = () => textsAtRest(services.dataSource, [PERSON.idNumber, PERSON.name, PERSON.phone, traces.personKey]);

  it('begin with a request that is answered in 15 working days, sealed with the person’s secret', async () => {
    const request = await receive(ACCESS);
    expect(request).toMatchObject({ status: 'RECEIVED', dueOn: '2025-06-23', idNumber: PERSON.idNumber });
    const [row] = (await services.dataSource.query('SELECT id_number, name, phone FROM person_request')) as object[];
    expect(Object.values(row ?? {}).every((value: string) => value.startsWith('aes.@:'))).toBe(true);
    expect(await outcome(requests.get(bureau('3201'), request.id))).toBe('PERSON_REQUEST_NOT_FOUND');
    const [listed] = (await requests.list(officer, { kind: ACCESS }, { limit: 10, offset: 0 })).items;
    expect(listed?.id).toBe(request.id);
  });

  it('refuse a number that is none', async () => {
    const given = { kind: ACCESS, idNumber: '11010519491231002A', name: '甲', proof: IdentityProof.ON_PAPER };
    expect(await outcome(requests.receive(officer, given))).toBe('ID_NUMBER_INVALID');
  });

  it('find the person in every lib; a name alone is not certain', async () => {
    const { id } = await receive(ACCESS);
    const found = await requests.heldRecords(officer, id);
    expect(found.map(({ source, isCertain }) => `${source} ${isCertain}`)).toEqual([
      'enterprises.contact true',
      'identity.user false',
      'policy.committeeMember false',
      'schools.contact true',
      'talent.secondment false',
      ...Array.from({ length: 4 }, () => 'training.trainee true'),
    ]);
    const foreign = [{ source: 'talent.secondment', recordId: traces.secondmentId + 99 }];
    expect(await outcome(requests.confirmRecords(officer, id, foreign))).toBe('PERSONAL_RECORD_NOT_FOUND');
  });

  it('give a copy of everything once granted, in clear, audited without it', async () => {
    const exports = services.app.get(PersonExportService);
    const { id } = await receive(ACCESS);
    await confirm(id);
    expect(await outcome(exports.export(officer, id))).toBe('PERSON_REQUEST_NOT_OPEN');
    await grant(id);
    const { audit } = await tracesOf(services.dataSource, () => actingAs(officer, () => exports.export(officer, id)));
    expect(audit).toMatchObject([{ action: 'privacy.export', details: { records: 9 } }]);
    const copy = await actingAs(officer, () => exports.export(officer, id));
    const text = JSON.stringify(copy);
    for (const value of [PERSON.idNumber, PERSON.phone, PERSON.certificate, PERSON.teacherNumber, 'ouyang'])
      expect(text).toContain(value);
    expect(exportAsCsv(copy)).toContain(`培训学员,1,证件号码,${PERSON.idNumber}\r\n`);
    expect(await outcome(exports.export(bureau('3201'), id))).toBe('PERSON_REQUEST_NOT_FOUND');
  });

  it('correct a name under a granted request; the audit keeps it masked', async () => {
    const corrections = services.app.get(CorrectionsService);
    const { id } = await receive(CORRECTION);
    await confirm(id);
    const correction = { requestId: id, source: 'talent.secondment', recordId: traces.secondmentId };
    const correct = (field: string) =>
      actingAs(officer, () => corrections.correct(officer, { ...correction, field, value: '欧阳存在' }));
    expect(await outcome(correct('teacherName'))).toBe('PERSON_REQUEST_NOT_OPEN');
    await grant(id);
    expect(await outcome(correct('teacherNumber'))).toBe('FIELD_NOT_CORRECTABLE');
    const { audit } = await tracesOf(services.dataSource, () => correct('teacherName'));
    expect(audit).toMatchObject([{ action: 'privacy.correct', details: { from: '欧****', to: '欧***' } }]);
    expect(await services.dataSource.query('SELECT teacher_name FROM secondment')).toEqual([
      { teacher_name: '欧阳存在' },
    ]);
    await actingAs(officer, () => requests.finish(officer, id));
    expect(await outcome(requests.finish(officer, id))).toBe('PERSON_REQUEST_NOT_OPEN');
  });

  it('may be refused with a reason and its ground, once', async () => {
    const { id: requestId } = await receive(ERASURE);
    const refuse = (more: object) =>
      actingAs(officer, () => requests.decide(officer, { requestId, grant: false, ...more }));
    expect(await outcome(refuse({}))).toBe('REFUSAL_GROUND_MISSING');
    await refuse({ reason: '补助凭证须保存三十年', ground: RefusalGround.LEGAL_RETENTION });
    expect(await outcome(refuse({ reason: '再次', ground: RefusalGround.NOTHING_HELD }))).toBe(
      'PERSON_REQUEST_NOT_OPEN',
    );
    await erasures.proceed(requestId);
    expect((await traineeRows()).every(({ name }) => name !== '')).toBe(true);
  });

  it('erase → no value anywhere, and an old copy of the rows cannot be read', async () => {
    const backup = await traineeRows();
    expect(Object.keys(await held()).sort()).toContain('trainee');
    const id = await erase();
    expect(await held()).toEqual({});
    const [request] = (await services.dataSource.query('SELECT * FROM person_request')) as Record<string, unknown>[];
    expect(request).toMatchObject({
      id,
      status: 'DONE',
      person_key: null,
      id_number: null,
      name: null,
      pseudonym: null,
    });
    const persons = services.app.get(PersonCipher);
    for (const row of backup) {
      const secrets = await persons.find(services.dataSource, [String(row['person_key'])]);
      expect(secrets.size).toBe(0);
      for (const column of ['name', 'id_number']) {
        const value = String(row[column]);
        expect(value).toMatch(/^aes\.@:/);
        expect(persons.decrypt(null, `trainee.${column}`, value)).toBeNull();
        expect(() => services.app.get(FieldCipher).decrypt(`trainee.${column}`, value)).toThrow();
      }
    }
    expect(await services.dataSource.query('SELECT COUNT(*) AS number FROM ledger_file_chunk')).toEqual([
      { number: '0' },
    ]);
    expect(await outcome(requests.heldRecords(officer, id))).toBe('OK');
  });

  it('erase again after a restore from a backup of before the erasure, as often as asked', async () => {
    const id = await grantedErasure();
    const tables = ['trainee', 'secondment', 'committee_member', 'user', 'school', 'enterprise', 'person_request'];
    const backup = new Map<string, Record<string, unknown>[]>();
    for (const table of tables)
      backup.set(table, (await services.dataSource.query(`SELECT * FROM \`${table}\``)) as Record<string, unknown>[]);
    const backupOf = new Date(clock.now().getTime() - 1);
    expect(await erasures.eraseAgain(backupOf)).toBe(0);
    await erasures.proceed(id);
    // The list of erased persons is there, sealed, and names nobody.
    expect(await held()).toEqual({});
    for (const [table, rows] of backup) {
      for (const { id: rowId, ...row } of rows) {
        const set = Object.keys(row).map((column) => `\`${column}\` = ?`);
        await services.dataSource.query(`UPDATE \`${table}\` SET ${set.join(', ')} WHERE id = ?`, [
          ...Object.values(row),
          rowId,
        ]);
      }
    }
    expect(Object.keys(await held()).sort()).toEqual(expect.arrayContaining(['secondment', 'trainee', 'user']));

    // Of a backup that was made afterwards it takes nothing: whoever came back since keeps what they brought.
    expect(await erasures.eraseAgain(clock.now())).toBe(0);
    expect(await erasures.eraseAgain(backupOf)).toBe(1);
    expect(await held()).toEqual({});
    expect((await traineeRows()).every(({ name, id_number }) => name === '' && id_number === '')).toBe(true);
    const [request] = (await services.dataSource.query('SELECT * FROM person_request')) as Record<string, unknown>[];
    expect(request).toMatchObject({ status: 'DONE', person_key: null, name: null });
    expect(await erasures.eraseAgain(backupOf)).toBe(0);
  });

  it('erase without changing a figure: one pseudonym stands for the person everywhere', async () => {
    const compliance = services.app.get(ComplianceService);
    const figures = async () =>
      (await compliance.evaluate(SYSTEM_PRINCIPAL, { year: 2025, asOf: '2025-06-02' })).map(
        ({ schoolId, indicators, overall }) => ({
          schoolId,
          overall,
          indicators: indicators.map(({ code, verdict, measured, target }) => ({ code, verdict, measured, target })),
        }),
      );
    const before = await figures();
    expect(JSON.stringify(before)).toMatch(/"code":"TRAINING","verdict":"\w+","measured":2/);
    await erase();
    expect(await figures()).toEqual(before);
    expect(new Set((await traineeRows()).map((row) => row['person_key'])).size).toBe(1);
  });

  it('tell compliance to compute again, and keep an audit entry that names nobody', async () => {
    const id = await grantedErasure();
    const { audit, events } = await tracesOf(services.dataSource, () => erasures.proceed(id));
    expect(audit).toMatchObject([
      {
        action: 'privacy.erase',
        objectId: String(id),
        details: {
          erased: {
            'enterprises.contact': 1,
            'identity.user': 1,
            'ledgers.upload': 2,
            'policy.committeeMember': 1,
            'schools.contact': 1,
            'talent.secondment': 1,
            'training.trainee': 4,
          },
        },
      },
    ]);
    expect(events).toEqual(
      expect.arrayContaining([{ fact: 'TRAINING', schoolIds: [world.schools.home, world.schools.other] }]),
    );
  });

  it('erase to the end however often the run is broken off, each source once', async () => {
    const id = await grantedErasure();
    for (const source of sources.all()) {
      const spy = jest.spyOn(source as PersonalDataSource, 'erase').mockRejectedValueOnce(new Error('killed'));
      await expect(erasures.proceed(id)).rejects.toThrow('killed');
      spy.mockRestore();
      expect(await erasures.unfinished()).toEqual([id]);
    }
    await erasures.proceed(id);
    await erasures.proceed(id);
    expect(await held()).toEqual({});
    const entries = await services.dataSource.query("SELECT id FROM audit_entry WHERE action = 'privacy.erase'");
    expect(entries).toHaveLength(1);
  });

  it('erase what came in while the erasure ran', async () => {
    const id = await grantedErasure();
    const [session] = (await services.dataSource.query('SELECT id FROM training_session ORDER BY id LIMIT 1')) as {
      id: number;
    }[];
    await services.dataSource.query('DELETE FROM trainee WHERE training_session_id = ?', [session?.id]);
    const last = sources.all().at(-1) as PersonalDataSource;
    const original = last.erase.bind(last);
    const spy = jest.spyOn(last, 'erase').mockImplementationOnce(async (tx, erasure) => {
      const rows = await original(tx, erasure);
      await tx.query(
        'INSERT INTO trainee (training_session_id, name, id_number, person_key, passed) VALUES (?, ?, ?, ?, 1)',
        [session?.id, PERSON.name, 'aes.@:late', traces.personKey],
      );
      return rows;
    });
    await erasures.proceed(id);
    spy.mockRestore();
    expect(await held()).toEqual({});
    expect(await traineeRows()).toHaveLength(4);
  });

  it('do not erase for an officer who is one no longer (A7)', async () => {
    const id = await grantedErasure();
    await services.dataSource.query('UPDATE person_request SET decider_membership_id = 987654 WHERE id = ?', [id]);
    expect(await outcome(erasures.proceed(id))).toBe('ERASURE_WITHOUT_RIGHT');
    expect((await traineeRows()).every(({ name }) => name !== '')).toBe(true);
  });

  it('do not erase rows of a region that the officer does not answer for', async () => {
    await services.dataSource.query('UPDATE school SET region_code = ? WHERE id = ?', ['320104', world.schools.other]);
    const { id } = await receive(ERASURE);
    expect(await outcome(grant(id))).toBe('PERSON_BEYOND_REGION');
    const province = bureau('32');
    const { id: above } = await receive(ERASURE, province);
    await grant(above, province);
    expect(await erasures.unfinished()).toEqual([above]);
  });
});
