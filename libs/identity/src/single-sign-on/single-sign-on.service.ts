import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal } from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { createHash, randomBytes } from 'node:crypto';
import { isUsername, normalUsername } from '../domain/credentials.rule';
import { SignInMethod } from '../domain/session-stage';
import { signInRefused, userNotFound } from '../identity.errors';
import { SessionRepository } from '../persistence/session.repository';
import {
  isAdministratorsAccount,
  mayAct,
  SignInAccount,
  SignInAccountRepository,
} from '../persistence/sign-in-account.repository';
import { SingleSignOnLink } from '../persistence/single-sign-on-link.entity';
import { NewLink, SingleSignOnRepository } from '../persistence/single-sign-on.repository';
import { Caller } from '../sessions/caller';
import { OnceStore } from '../sessions/once-store';
import { IssuedSession, SessionIssuer } from '../sessions/session-issuer';
import {
  logoutTokenRefused,
  singleSignOnLinkNotFound,
  singleSignOnNotAllowed,
  singleSignOnNotForAdministrators,
  singleSignOnNothingToConfirm,
  singleSignOnRefused,
  singleSignOnTaken,
  singleSignOnUnconfirmed,
  singleSignOnUnlinked,
} from '../sign-in.errors';
import { PeopleService } from '../two-people/people.service';
import { IdentityProvider, LOGOUT_TOKEN_SECONDS, PendingSignOn, ProvenSubject } from './identity-provider';

const SIGN_ON_SECONDS = 10 * 60;

interface StartedSignOn extends PendingSignOn {
  readonly browserHash: string;
}

/** Signing in by way of the city's single sign-on, and out again when it says so. */
@Injectable()
export class SingleSignOnService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly provider: IdentityProvider,
    private readonly once: OnceStore,
    private readonly accounts: SignInAccountRepository,
    private readonly links: SingleSignOnRepository,
    private readonly sessions: SessionRepository,
    private readonly issuer: SessionIssuer,
    private readonly people: PeopleService,
  ) {}

  /** Where to send the browser, and what it has to bring along when it comes back. */
  async begin(): Promise<{ address: string; browserToken: string; expiresAt: Date }> {
    const pending = this.provider.newSignOn();
    const address = await this.provider.authorizationUrl(pending);
    const browserToken = randomBytes(32).toString('base64url');
    const started: StartedSignOn = { ...pending, browserHash: digest(browserToken) };
    await this.once.put('single-sign-on', pending.state, started, SIGN_ON_SECONDS);
    return {
      address: address.href,
      browserToken,
      expiresAt: new Date(this.clock.now().getTime() + SIGN_ON_SECONDS * 1_000),
    };
  }

  /**
   * Starts a session for whom the provider signed in. SINGLE_SIGN_ON_REFUSED for an answer nobody waits for, in another
   * browser, or one that does not check; SINGLE_SIGN_ON_UNLINKED, SINGLE_SIGN_ON_UNCONFIRMED; SIGN_IN_REFUSED for a user
   * who may not act, SINGLE_SIGN_ON_NOT_FOR_ADMINISTRATORS.
   * @param query the callback's query string, with its '?'
   */
  async finish(query: string, browserToken: string | null, caller: Caller): Promise<IssuedSession> {
    const state = new URLSearchParams(query).get('state') ?? '';
    const started = await this.once.take<StartedSignOn>('single-sign-on', state);
    if (!started || started.browserHash !== digest(browserToken ?? '')) throw singleSignOnRefused();
    const proven = await this.provider.subjectOf(query, started);
    const { account, linkId } = await this.userOf(proven);
    if (!mayAct(account)) throw signInRefused();
    if (isAdministratorsAccount(account)) throw singleSignOnNotForAdministrators();
    const { providerSession, hasSecondFactor } = proven;
    const providerSessionHash = providerSession === null ? null : digest(providerSession);
    const beginning = {
      method: SignInMethod.SINGLE_SIGN_ON,
      secondFactorProven: hasSecondFactor,
      singleSignOn: { linkId, providerSessionHash },
    };
    return this.unitOfWork.run(async (tx) => {
      const issued = await this.issuer.begin(tx, account, account.memberships[0], beginning, caller);
      await this.audit.record(tx, {
        action: 'identity.signIn',
        objectType: 'User',
        objectId: account.userId,
        actor: issued.principal,
        details: { method: SignInMethod.SINGLE_SIGN_ON, stage: issued.stage },
      });
      return issued;
    });
  }

  /** Ends the sessions that the provider names in a logout token, each token once. LOGOUT_TOKEN_REFUSED. */
  async logout(token: string): Promise<void> {
    const { issuer, tokenId, subject, providerSession } = await this.provider.logoutOf(token);
    if (!(await this.once.claim('logout-token', `${issuer}\0${tokenId}`, LOGOUT_TOKEN_SECONDS * 2))) {
      throw logoutTokenRefused();
    }
    const link = subject === null ? null : await this.links.find(issuer, subject);
    // Signed out of the city, never signed in here: nothing to end.
    if (subject !== null && link === null) return;
    const providerSessionHash = providerSession === null ? null : digest(providerSession);
    await this.unitOfWork.run(async (tx) => {
      const ended = await this.sessions.endOfProvider(tx, link?.id ?? null, providerSessionHash, this.clock.now());
      await this.audit.record(tx, {
        action: 'identity.singleLogout',
        objectType: 'User',
        objectId: link?.userId ?? null,
        details: { ended },
      });
    });
  }

  /**
   * Lets the subject in as this user once the user confirmed it: who chooses the subject must not be able to come in as
   * somebody else. SINGLE_SIGN_ON_NOT_ALLOWED for oneself and for administrators (A8); USER_NOT_FOUND,
   * SINGLE_SIGN_ON_TAKEN, SINGLE_SIGN_ON_OFF.
   */
  async link(principal: Principal, userId: EntityId, subject: string): Promise<void> {
    const { issuer } = this.provider;
    const actor = principal.userId;
    if (actor === userId) throw singleSignOnNotAllowed();
    await this.unitOfWork
      .run(async (tx) => {
        const account = await this.accounts.findById(userId, tx);
        if (!account) throw userNotFound();
        if (isAdministratorsAccount(account)) throw singleSignOnNotAllowed();
        if (actor !== null) await this.people.assertOther(tx, actor, userId, singleSignOnNotAllowed);
        await this.insertLink(tx, { userId, issuer, subject, confirmedAt: null });
      })
      .catch(refuseTaken);
  }

  /** What was linked to the user, confirmed or not. */
  linksOf(userId: EntityId): Promise<SingleSignOnLink[]> {
    return this.links.ofUser(userId);
  }

  /** The user themselves lets the subject in, which they name. SINGLE_SIGN_ON_NOTHING_TO_CONFIRM, SINGLE_SIGN_ON_OFF. */
  async confirmLink(userId: EntityId, subject: string): Promise<void> {
    const { issuer } = this.provider;
    await this.unitOfWork.run(async (tx) => {
      const account = await this.accounts.findById(userId, tx);
      if (!account || isAdministratorsAccount(account)) throw singleSignOnNothingToConfirm();
      const confirmedAt = this.clock.now();
      const linkId = await this.links.confirm(tx, { userId, issuer, subject }, confirmedAt);
      if (linkId === null) throw singleSignOnNothingToConfirm();
      await this.audit.record(tx, {
        action: 'identity.confirmSingleSignOn',
        objectType: 'SingleSignOnLink',
        objectId: linkId,
        before: { confirmedAt: null },
        after: { confirmedAt },
      });
    });
  }

  /** The subject comes in no more, and what it is signed in to ends. SINGLE_SIGN_ON_LINK_NOT_FOUND. */
  async unlink(userId: EntityId): Promise<void> {
    const { issuer } = this.provider;
    await this.unitOfWork.run(async (tx) => {
      const linkId = await this.links.remove(tx, userId, issuer);
      if (linkId === null) throw singleSignOnLinkNotFound();
      await this.audit.record(tx, {
        action: 'identity.unlinkSingleSignOn',
        objectType: 'SingleSignOnLink',
        objectId: linkId,
        before: { userId },
      });
    });
  }

  /** Who was linked; else, where a claim is trusted to name users, the user of that name, linked from now on. */
  private async userOf({
    issuer,
    subject,
    username,
  }: ProvenSubject): Promise<{ account: SignInAccount; linkId: EntityId }> {
    const link = await this.links.find(issuer, subject);
    if (link?.confirmedAt === null) throw singleSignOnUnconfirmed();
    if (link) {
      const linked = await this.accounts.findById(link.userId);
      if (linked) return { account: linked, linkId: link.id };
    }
    const name = normalUsername(username ?? '');
    const named = isUsername(name) ? await this.accounts.findByUsername(name) : null;
    if (!named) throw singleSignOnUnlinked();
    if (isAdministratorsAccount(named)) throw singleSignOnNotForAdministrators();
    const { userId } = named;
    const confirmedAt = this.clock.now();
    const linkId = await this.unitOfWork
      .run((tx) => this.insertLink(tx, { userId, issuer, subject, confirmedAt }))
      .catch(refuseDuplicates({ ix_single_sign_on_link_user_id_issuer: singleSignOnUnlinked }));
    return { account: named, linkId };
  }

  private async insertLink(tx: Transaction, link: NewLink): Promise<EntityId> {
    const linkId = await this.links.insert(tx, link);
    const { userId, confirmedAt } = link;
    await this.audit.record(tx, {
      action: 'identity.linkSingleSignOn',
      objectType: 'SingleSignOnLink',
      objectId: linkId,
      after: { userId, confirmedAt },
    });
    return linkId;
  }
}

const refuseTaken = refuseDuplicates({
  ix_single_sign_on_link_user_id_issuer: singleSignOnTaken,
  ix_single_sign_on_link_issuer_subject: singleSignOnTaken,
});

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
