import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { CalendarDate, Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { FieldCipher, Transaction, UnitOfWork } from '@sxbq/platform';
import { commitmentOf, drawValueOf, RoundLotOrigin, seedOf } from './domain/round-lot';
import { RoundStatus } from './domain/round-status';
import { LotSecrets } from './lot-secrets';
import { NewRound, RoundRow, RoundsRepository } from './persistence/rounds.repository';
import {
  drawByPersons,
  drawNotDue,
  drawTooEarly,
  drawValueInvalid,
  lotKnown,
  roundChanged,
  roundNotFound,
} from './round.errors';

const SECRET_FIELD = 'matching_round.lot_secret';

/** How a round's seed came about, for whoever wants to recompute it. What is not known yet is null. */
export interface RoundLot {
  readonly origin: RoundLotOrigin;
  readonly commitment: string | null;
  readonly drawSource: string | null;
  readonly drawOn: CalendarDate | null;
  /** One person has entered the numbers; another has to enter the same. */
  readonly isEntered: boolean;
  readonly drawValue: string | null;
  readonly secret: string | null;
  readonly seed: string | null;
  readonly drawnAt: Date | null;
  readonly inheritedFromId: EntityId | null;
}

/** The public draw whose numbers, with a secret, make the lots; of a day after the ranks are frozen. */
export interface GivenDraw {
  readonly drawSource: string;
  readonly drawOn: CalendarDate;
}

/** What a new round says of its lot. */
export type NewLot = Pick<
  NewRound,
  | 'seed'
  | 'lotOrigin'
  | 'drawSource'
  | 'drawOn'
  | 'lotSecret'
  | 'lotCommitment'
  | 'drawValue'
  | 'lotDrawnAt'
  | 'lotOfRoundId'
>;

/**
 * The lot of a round, which nobody chooses (ADR 0027): a secret that nobody is shown, committed to before anybody ranks,
 * and numbers drawn in public after the ranks are frozen. Who enters the numbers does not know the secret; who could read
 * the secret cannot choose the numbers.
 */
@Injectable()
export class RoundLotsService {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly secrets: LotSecrets,
    private readonly cipher: FieldCipher,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  lotOf(round: RoundRow): RoundLot {
    const { seed, lotOrigin, lotSecret, drawValue } = round;
    const isKnown = seed !== null;
    return {
      origin: lotOrigin,
      commitment: round.lotCommitment,
      drawSource: round.drawSource,
      drawOn: round.drawOn,
      isEntered: drawValue !== null,
      drawValue: isKnown ? drawValue : null,
      secret: isKnown && lotSecret !== null ? this.cipher.decrypt(SECRET_FIELD, lotSecret) : null,
      seed,
      drawnAt: round.lotDrawnAt,
      inheritedFromId: round.lotOfRoundId,
    };
  }

  /** Of a new round: the named draw, or the lot of the round before, where that was cancelled with its lot known. */
  async ofNew(tx: Transaction, round: Pick<NewRound, 'regionPrefix' | 'graduationYear'> & GivenDraw): Promise<NewLot> {
    const last = await this.rounds.lastWithLot(tx, round);
    if (last?.status !== RoundStatus.CANCELLED) {
      const nothing = { seed: null, lotSecret: null, lotCommitment: null, drawValue: null };
      const { drawSource, drawOn } = round;
      return {
        ...nothing,
        lotOrigin: RoundLotOrigin.PUBLIC_DRAW,
        drawSource,
        drawOn,
        lotDrawnAt: null,
        lotOfRoundId: null,
      };
    }
    const { seed, drawSource, drawOn, lotSecret, lotCommitment, drawValue, lotDrawnAt } = last;
    const kept = { seed, drawSource, drawOn, lotSecret, lotCommitment, drawValue, lotDrawnAt };
    return { ...kept, lotOrigin: RoundLotOrigin.INHERITED, lotOfRoundId: last.lotOfRoundId ?? last.id };
  }

  /** What the opening of the round writes: the secret, sealed, and the commitment to it. */
  committed({ seed }: RoundRow): Partial<Pick<RoundRow, 'lotSecret' | 'lotCommitment'>> {
    if (seed !== null) return {};
    const secret = this.secrets.draw();
    return { lotSecret: this.cipher.encrypt(SECRET_FIELD, secret), lotCommitment: commitmentOf(secret) };
  }

  /**
   * The numbers that were drawn in public. They hold once a second person has entered the same; other numbers take the
   * place of what was entered, and wait for somebody else again. ROUND_LOT_KNOWN, ROUND_DRAW_NOT_DUE before the ranks are
   * frozen, ROUND_DRAW_TOO_EARLY before its day, ROUND_DRAW_VALUE_INVALID, ROUND_DRAW_BY_PERSONS.
   */
  async enter(principal: Principal, id: EntityId, revision: number, given: string): Promise<void> {
    assertPermission(principal, 'matching.manageRounds');
    const value = drawValueOf(given);
    if (value === null) throw drawValueInvalid();
    const person = principal.userId;
    if (person === null) throw drawByPersons();
    await this.uow.run(async (tx) => {
      const round = await this.rounds.lock(tx, rowScopeOf(principal), id);
      if (!round) throw roundNotFound();
      if (round.revision !== revision) throw roundChanged();
      this.assertDue(round);
      const isConfirmed = round.drawValue === value && round.drawEnteredBy !== null && round.drawEnteredBy !== person;
      const secret = this.cipher.decrypt(SECRET_FIELD, round.lotSecret!);
      const change = isConfirmed
        ? { seed: seedOf(secret, value), drawConfirmedBy: person, lotDrawnAt: this.clock.now() }
        : { drawValue: value, drawEnteredBy: person };
      if (!(await this.rounds.update(tx, round, { ...change, status: round.status }))) throw roundChanged();
      await this.audit.record(tx, {
        action: isConfirmed ? 'matching.drawLot' : 'matching.enterDraw',
        objectType: 'MatchingRound',
        objectId: id,
        before: { drawValue: round.drawValue },
        after: isConfirmed ? { ...change, drawValue: value, secret } : change,
      });
    });
  }

  private assertDue(round: RoundRow): void {
    if (round.seed !== null) throw lotKnown();
    if (round.status !== RoundStatus.CLOSED || round.lotSecret === null) throw drawNotDue(round.status);
    if (round.drawOn !== null && this.clock.today() < round.drawOn) throw drawTooEarly(round.drawOn);
  }
}
