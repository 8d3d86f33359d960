import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, Principal } from '@sxbq/kernel';
import { actingAs } from '../../../../test/support/programme';
import { createWorld, enterpriseUser, ProgrammeWorld, schoolUser } from '../../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { InterestConversionService } from '../interest-conversion.service';
import { InterestsService, NeedAnswer } from '../interests.service';
import { NeedsService, NewNeed } from '../needs.service';
import { NewOffer, OffersService } from '../offers.service';
import { InterestRow } from '../persistence/interests.repository';
import { NeedRow } from '../persistence/needs.repository';
import { OfferRow } from '../persistence/offers.repository';
import { TrainingMenuModule } from '../training-menu.module';

export const TODAY = '2026-06-15';

/** Two schools and two enterprises of a city, one of each of another, and what they say to each other. */
export class MenuWorld {
  private sequence = 0;

  private constructor(
    readonly services: TestServices,
    readonly world: ProgrammeWorld,
    readonly clock: FixedClock,
    readonly school: Principal,
    readonly firm: Principal,
    readonly offers: OffersService,
    readonly needs: NeedsService,
    readonly interests: InterestsService,
    readonly conversion: InterestConversionService,
  ) {}

  static async start(): Promise<MenuWorld> {
    const clock = new FixedClock(new Date(`${TODAY}T02:00:00Z`));
    const services = await startTestServices([CataloguesModule, IdentityModule, TrainingMenuModule], clock);
    const world = await createWorld(services.dataSource);
    await services.dataSource.query(
      'INSERT INTO catalogue_entry (`system`, edition, code, name, level, source) VALUES ?',
      [
        [
          ['OCCUPATION', '2022', '6-18-01-01', '车工', '职业', '示例'],
          ['OCCUPATION', '2022', '6-18-01-02', '铣工', '职业', '示例'],
          ['OCCUPATION', '2022', '6-18', '机械制造', '中类', '示例'],
          ['REGION', '2023', '320411', '示例区', 'COUNTY', '示例'],
          ['REGION', '2023', '320402', '示例二区', 'COUNTY', '示例'],
        ],
      ],
    );
    const { app } = services;
    return new MenuWorld(
      services,
      world,
      clock,
      schoolUser(world.schools.home),
      enterpriseUser(world.enterprises.home),
      app.get(OffersService),
      app.get(NeedsService),
      app.get(InterestsService),
      app.get(InterestConversionService),
    );
  }

  close(): Promise<void> {
    return this.services.close();
  }

  inDays(days: number): void {
    this.clock.set(new Date(Date.parse(`${TODAY}T02:00:00Z`) + days * 86_400_000));
  }

  offer(more: Partial<NewOffer> = {}, by = this.school): Promise<OfferRow> {
    const given: NewOffer = {
      schoolId: this.world.schools.home,
      code: `CD-${++this.sequence}`,
      name: '车工高级工班',
      occupationEdition: '2022',
      occupationCode: '6-18-01-01',
      grade: 3,
      seats: 30,
      price: 1_200,
      startsOn: '2026-09-01',
      endsOn: '2026-09-20',
      regionCode: '320411',
      validUntil: '2026-08-31',
      ...more,
    };
    return actingAs(by, () => this.offers.draft(by, given));
  }

  need(more: Partial<NewNeed> = {}, by = this.firm): Promise<NeedRow> {
    const given: NewNeed = {
      enterpriseId: this.world.enterprises.home,
      code: `XQ-${++this.sequence}`,
      occupationEdition: '2022',
      occupationCode: '6-18-01-01',
      grade: 3,
      heads: 20,
      earliestOn: '2026-08-01',
      latestOn: '2026-12-31',
      priceCeiling: 1_500,
      validUntil: '2026-08-31',
      ...more,
    };
    return actingAs(by, () => this.needs.draft(by, given));
  }

  async publishedOffer(more: Partial<NewOffer> = {}, by = this.school): Promise<OfferRow> {
    const { id, revision } = await this.offer(more, by);
    return actingAs(by, () => this.offers.publish(by, id, revision));
  }

  async publishedNeed(more: Partial<NewNeed> = {}, by = this.firm): Promise<NeedRow> {
    const { id, revision } = await this.need(more, by);
    return actingAs(by, () => this.needs.publish(by, id, revision));
  }

  show(trainingOfferId: number, heads = 10, by = this.firm): Promise<InterestRow> {
    return actingAs(by, () => this.interests.show(by, { trainingOfferId, heads, remarks: '请安排周末授课' }));
  }

  answer(trainingNeedId: number, more: Partial<NeedAnswer> = {}, by = this.school): Promise<InterestRow> {
    const given = { trainingNeedId, heads: 10, startsOn: '2026-09-01', endsOn: '2026-09-20', price: 1_000, ...more };
    return actingAs(by, () => this.interests.answer(by, given));
  }

  agree({ id, revision }: InterestRow, by = this.school): Promise<InterestRow> {
    return actingAs(by, () => this.interests.agree(by, id, revision));
  }

  decline({ id, revision }: InterestRow, by = this.school, reason = '时间不合适'): Promise<InterestRow> {
    return actingAs(by, () => this.interests.decline(by, id, revision, reason));
  }

  withdraw({ id, revision }: InterestRow, by = this.firm, reason = '计划有变'): Promise<InterestRow> {
    return actingAs(by, () => this.interests.withdraw(by, id, revision, reason));
  }

  convert({ id }: InterestRow, code: string, by = this.school): Promise<InterestRow> {
    return actingAs(by, () => this.conversion.convert(by, id, code));
  }

  async takenOf(table: 'training_offer' | 'training_need', id: number): Promise<number> {
    const [row] = (await this.services.dataSource.query(`SELECT taken FROM ${table} WHERE id = ?`, [id])) as [
      { taken: number },
    ];
    return row.taken;
  }
}
