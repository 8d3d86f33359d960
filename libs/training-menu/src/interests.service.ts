import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import {
  assertDateOrder,
  checkedDate,
  checkedOptionalText,
  checkedText,
  checkedWholeNumber,
  Clock,
  EntityId,
  groupBy,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { InterestStep } from './domain/interest-lifecycle';
import { InterestStatus, MenuSide } from './domain/interest-status';
import { MAX_HEADS, MAX_PRICE_YUAN } from './domain/menu-limits';
import { MenuStatus } from './domain/menu-status';
import { OFFER_FIELD_TITLES } from './domain/offer-content';
import { InterestSteps, sideOf } from './interest-steps';
import { checkedGrade } from './menu-content.check';
import {
  InterestEventRow,
  InterestFilter,
  InterestRow,
  InterestsRepository,
  NewInterest,
} from './persistence/interests.repository';
import { MenuRow } from './persistence/menu.repository';
import { NeedRow, NeedsRepository } from './persistence/needs.repository';
import { OfferRow, OffersRepository } from './persistence/offers.repository';
import {
  interestAlreadyShown,
  interestNotFound,
  interestNotYourStep,
  NEED_ERRORS,
  OFFER_ERRORS,
  offerDoesNotFit,
  termsMissing,
} from './training-menu.errors';

export interface InterestListRequest extends PageRequest {
  readonly filter?: InterestFilter | null;
}

/** An enterprise wants an offer. */
export interface ShownInterest {
  readonly trainingOfferId: EntityId;
  readonly heads: number;
  readonly remarks?: string | null;
}

/** A school answers a need: with an offer of its menu, or with terms of its own. */
export interface NeedAnswer {
  readonly trainingNeedId: EntityId;
  readonly heads: number;
  readonly trainingOfferId?: EntityId | null;
  /** The need's own where it names one. */
  readonly grade?: number | null;
  readonly startsOn?: string | null;
  readonly endsOn?: string | null;
  readonly price?: number | null;
  readonly remarks?: string | null;
}

type Terms = Pick<InterestRow, 'occupationEdition' | 'occupationCode' | 'grade' | 'startsOn' | 'endsOn' | 'price'>;

/** 培训意向: one side shows interest, the other agrees or declines, and what is agreed becomes a training. */
@Injectable()
export class InterestsService {
  constructor(
    private readonly interests: InterestsRepository,
    private readonly offers: OffersRepository,
    private readonly needs: NeedsRepository,
    private readonly steps: InterestSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** In order of recording; the two sides and their bureau find it. */
  list(principal: Principal, request: InterestListRequest): Promise<Page<InterestRow>> {
    assertPermission(principal, 'menu.readInterests');
    return this.interests.list(rowScopeOf(principal), request.filter ?? {}, request);
  }

  /** TRAINING_INTEREST_NOT_FOUND also when it is between others. */
  async get(principal: Principal, id: EntityId): Promise<InterestRow> {
    assertPermission(principal, 'menu.readInterests');
    const interest = (await this.interests.find(rowScopeOf(principal), [id])).get(id);
    if (!interest) throw interestNotFound();
    return interest;
  }

  /** Steps by interest, oldest first. The caller has read the interests within its scope. */
  async events(ids: readonly EntityId[]): Promise<Map<EntityId, InterestEventRow[]>> {
    return groupBy(await this.interests.events(ids), (event) => event.trainingInterestId);
  }

  /** By an enterprise. TRAINING_OFFER_NOT_FOUND, TRAINING_OFFER_NOT_OPEN, TRAINING_OFFER_FULL, TRAINING_INTEREST_ALREADY_SHOWN. */
  async show(principal: Principal, given: ShownInterest): Promise<InterestRow> {
    assertPermission(principal, 'menu.showInterest');
    const { enterpriseId } = principal;
    if (enterpriseId === null) throw interestNotYourStep(InterestStep.SHOW);
    const common = checkedCommon(given);
    return this.begin(principal, async (tx) => {
      const offer = await this.openOffer(tx, principal, given.trainingOfferId, common.heads, false);
      return {
        ...common,
        ...termsOf(offer),
        trainingOfferId: offer.id,
        trainingNeedId: null,
        schoolId: offer.schoolId,
        enterpriseId,
        origin: MenuSide.ENTERPRISE,
      };
    });
  }

  /**
   * By a school. TRAINING_NEED_NOT_FOUND, TRAINING_NEED_NOT_OPEN, TRAINING_NEED_FULL; TRAINING_OFFER_DOES_NOT_FIT for one of another occupation or
   * grade; TRAINING_TERMS_MISSING without either an offer or dates.
   */
  async answer(principal: Principal, given: NeedAnswer): Promise<InterestRow> {
    assertPermission(principal, 'menu.answerNeed');
    const { schoolId } = principal;
    if (schoolId === null) throw interestNotYourStep(InterestStep.SHOW);
    const common = checkedCommon(given);
    return this.begin(principal, async (tx) => {
      const need = await this.needs.read(tx, rowScopeOf(principal), given.trainingNeedId, false);
      if (!need) throw NEED_ERRORS.notFound();
      if (!this.isOpen(need)) throw NEED_ERRORS.notOpen();
      if (need.taken + common.heads > need.heads) throw NEED_ERRORS.full();
      const offer = given.trainingOfferId
        ? await this.openOffer(tx, principal, given.trainingOfferId, common.heads, true)
        : null;
      return {
        ...common,
        ...(offer ? fittingTerms(offer, need) : ownTerms(given, need)),
        trainingOfferId: offer?.id ?? null,
        trainingNeedId: need.id,
        schoolId,
        enterpriseId: need.enterpriseId,
        origin: MenuSide.SCHOOL,
      };
    });
  }

  /**
   * By the side that was asked: takes the seats of the offer and the heads of the need. TRAINING_OFFER_FULL and
   * TRAINING_NEED_FULL hold whoever agrees at the same moment: by conditional UPDATE, and by a CHECK of the tables.
   */
  async agree(principal: Principal, id: EntityId, revision: number): Promise<InterestRow> {
    assertPermission(principal, 'menu.answerInterest');
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, id, InterestStep.AGREE, revision);
      const { trainingOfferId, trainingNeedId, heads } = read;
      if (trainingOfferId !== null && !(await this.offers.take(tx, trainingOfferId, heads))) throw OFFER_ERRORS.full();
      if (trainingNeedId !== null && !(await this.needs.take(tx, trainingNeedId, heads))) throw NEED_ERRORS.full();
      await this.steps.take(tx, sideOf(principal), read, InterestStep.AGREE);
    });
    return this.get(principal, id);
  }

  /** By the side that was asked, with a reason. */
  async decline(principal: Principal, id: EntityId, revision: number, given: string): Promise<InterestRow> {
    assertPermission(principal, 'menu.answerInterest');
    return this.end(principal, id, revision, InterestStep.DECLINE, checkedText('谢绝原因', given, 255));
  }

  /** By the side that asked; by either once agreed, and then the seats are free again. */
  async withdraw(principal: Principal, id: EntityId, revision: number, given: string): Promise<InterestRow> {
    assertPermission(principal, 'menu.answerInterest');
    return this.end(principal, id, revision, InterestStep.WITHDRAW, checkedText('撤回原因', given, 255));
  }

  private async begin(principal: Principal, make: (tx: Transaction) => Promise<NewInterest>): Promise<InterestRow> {
    const id = await this.uow
      .run(async (tx) => {
        const interest = await make(tx);
        const created = await this.interests.insert(tx, interest, this.clock.now());
        const row = { id: created, status: InterestStatus.INTEREST };
        await this.steps.remember(tx, interest.origin, row, InterestStep.SHOW, { after: interest });
        return created;
      })
      .catch(
        refuseDuplicates({
          ix_training_interest_training_offer_id_enterprise_id_open: interestAlreadyShown,
          ix_training_interest_training_need_id_school_id_open: interestAlreadyShown,
        }),
      );
    return this.get(principal, id);
  }

  private async end(
    principal: Principal,
    id: EntityId,
    revision: number,
    step: InterestStep,
    reason: string,
  ): Promise<InterestRow> {
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, id, step, revision);
      const { status, trainingOfferId, trainingNeedId, heads } = read;
      if (status === InterestStatus.AGREED) {
        if (trainingOfferId !== null) await this.offers.giveBack(tx, trainingOfferId, heads);
        if (trainingNeedId !== null) await this.needs.giveBack(tx, trainingNeedId, heads);
      }
      await this.steps.take(tx, sideOf(principal), read, step, { reason });
    });
    return this.get(principal, id);
  }

  private async openOffer(
    tx: Transaction,
    principal: Principal,
    id: EntityId,
    heads: number,
    own: boolean,
  ): Promise<OfferRow> {
    const offer = await this.offers.read(tx, rowScopeOf(principal), id, own);
    if (!offer) throw OFFER_ERRORS.notFound();
    if (!this.isOpen(offer)) throw OFFER_ERRORS.notOpen();
    if (offer.taken + heads > offer.seats) throw OFFER_ERRORS.full();
    return offer;
  }

  private isOpen({ status, validUntil }: MenuRow): boolean {
    return status === MenuStatus.PUBLISHED && validUntil >= this.clock.today();
  }
}

function checkedCommon({ heads, remarks }: Pick<ShownInterest, 'heads' | 'remarks'>) {
  return {
    heads: checkedWholeNumber('人数', heads, 1, MAX_HEADS),
    remarks: checkedOptionalText('备注', remarks, 500),
  };
}

function termsOf({ occupationEdition, occupationCode, grade, startsOn, endsOn, price }: OfferRow): Terms {
  return { occupationEdition, occupationCode, grade, startsOn, endsOn, price };
}

function fittingTerms(offer: OfferRow, need: NeedRow): Terms {
  const sameWork = offer.occupationEdition === need.occupationEdition && offer.occupationCode === need.occupationCode;
  if (!sameWork || (need.grade !== null && need.grade !== offer.grade)) throw offerDoesNotFit();
  return termsOf(offer);
}

function ownTerms(given: NeedAnswer, { occupationEdition, occupationCode, grade: asked }: NeedRow): Terms {
  const grade = asked ?? given.grade;
  if (!grade || !given.startsOn || !given.endsOn) throw termsMissing();
  const titles = OFFER_FIELD_TITLES;
  const startsOn = checkedDate(titles.startsOn, given.startsOn);
  const endsOn = checkedDate(titles.endsOn, given.endsOn);
  assertDateOrder(titles.startsOn, startsOn, titles.endsOn, endsOn);
  const price =
    given.price === null || given.price === undefined
      ? null
      : checkedWholeNumber(titles.price, given.price, 0, MAX_PRICE_YUAN);
  return { occupationEdition, occupationCode, grade: checkedGrade(grade), startsOn, endsOn, price };
}
