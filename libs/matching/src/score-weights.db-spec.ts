import { IdentityModule } from '@sxbq/identity';
import { actingAs } from '../../../test/support/programme';
import { bureau, enterpriseUser, outcome } from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { SAMPLE_WEIGHTS } from './domain/scoring/score-weights';
import { MatchingModule } from './matching.module';
import { NewScoreWeights, ScoreWeightsService } from './score-weights.service';

const WEIGHTS = { ...SAMPLE_WEIGHTS.weights, LINK: 35, SKILLS: 10 };
const listed = (weights: object) => Object.entries(weights).map(([part, weight]) => ({ part, weight: Number(weight) }));

describe('score weights by region', () => {
  let services: TestServices;
  let weights: ScoreWeightsService;
  const officer = bureau();

  beforeAll(async () => {
    services = await startTestServices([IdentityModule, MatchingModule]);
    weights = services.app.get(ScoreWeightsService);
  });
  afterAll(() => services.close());

  const publish = (more: Partial<NewScoreWeights> = {}, who = officer) =>
    actingAs(who, () =>
      weights.publish(who, { regionPrefix: '3204', source: '示例通知', weights: listed(WEIGHTS), ...more }),
    );

  it('are the sample until a bureau publishes its own, the closest region’s newest version then', async () => {
    expect(await weights.inForce('320411')).toMatchObject({ version: null, weights: SAMPLE_WEIGHTS.weights });
    expect((await weights.inForce('320411')).source).toMatch(/^示例/);
    await publish();
    await publish({ regionPrefix: '32', source: '省级示例' }, bureau('32'));
    expect(await publish({ weights: listed(SAMPLE_WEIGHTS.weights), source: '第二次' })).toMatchObject({ version: 2 });
    expect(await weights.inForce('320411')).toMatchObject({ regionPrefix: '3204', version: 2, source: '第二次' });
    expect(await weights.inForce('320104')).toMatchObject({ regionPrefix: '32', version: 1, weights: WEIGHTS });
    expect(await weights.inForce('440100')).toMatchObject({ version: null });
  });

  it('get a version each when two publish at once, and are never changed', async () => {
    await services.empty();
    const versions = await Promise.all([publish(), publish()]);
    expect(versions.map(({ version }) => version).sort()).toEqual([1, 2]);
    const audited = (await services.dataSource.query(
      "SELECT object_id FROM audit_entry WHERE action = 'matching.publishWeights'",
    )) as object[];
    expect(audited).toHaveLength(2);
  });

  it.each<[Partial<NewScoreWeights>, string]>([
    [{ weights: listed({ ...WEIGHTS, LINK: 36 }) }, 'SCORE_WEIGHTS_INVALID'],
    [{ weights: [] }, 'SCORE_WEIGHTS_INVALID'],
    [{ regionPrefix: '3201' }, 'REGION_OUT_OF_SCOPE'],
    [{ source: ' ' }, 'FIELD_REQUIRED'],
  ])('refuse %j', async (more, code) => expect(await outcome(publish(more))).toBe(code));

  it('are the HR bureau’s to publish', async () => {
    expect(await outcome(publish({}, enterpriseUser(1)))).toBe('FORBIDDEN');
  });
});
