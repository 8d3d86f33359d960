import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { entityId } from '@sxbq/kernel';
import { currentPrincipal } from '../access/current-principal';
import { Public, RequirePermission } from '../access/require-permission.decorator';
import { OwnPasswordService } from '../passwords/own-password.service';
import { MembershipSwitchService } from '../sessions/membership-switch.service';
import { SessionCookie } from '../sessions/session-cookie';
import { SessionsService } from '../sessions/sessions.service';
import { SignInService } from '../sessions/sign-in.service';
import { StepUpService } from '../step-up/step-up.service';
import { HttpContext, SignInReplies } from './sign-in-replies';
import {
  ChangeOwnPasswordInput,
  SignInInput,
  SignInPayload,
  StepUpInput,
  SwitchMembershipInput,
} from './sign-in.types';

@Resolver()
export class SignInResolver {
  constructor(
    private readonly signIns: SignInService,
    private readonly passwords: OwnPasswordService,
    private readonly memberships: MembershipSwitchService,
    private readonly stepUps: StepUpService,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly replies: SignInReplies,
  ) {}

  @Mutation(() => SignInPayload, { description: 'Starts a session; ends the one the request came with.' })
  @Public()
  async signIn(@Args('input') input: SignInInput, @Context() context: HttpContext): Promise<SignInPayload> {
    const caller = this.replies.callerOf(context, input.carrier);
    return this.replies.payload(await this.signIns.signIn(input, caller), caller, context, input.clientMutationId);
  }

  @Mutation(() => SignInPayload, {
    description: "Ends the user's other sessions; also for a session whose password expired.",
  })
  @Public()
  async changeOwnPassword(
    @Args('input') input: ChangeOwnPasswordInput,
    @Context() context: HttpContext,
  ): Promise<SignInPayload> {
    const caller = this.replies.callerOf(context);
    return this.replies.payload(await this.passwords.change(input, caller), caller, context, input.clientMutationId);
  }

  @Mutation(() => SignInPayload, { description: "Acts in another of the user's memberships from now on." })
  @RequirePermission('identity.ownSignIn')
  async switchMembership(
    @Args('input') input: SwitchMembershipInput,
    @Context() context: HttpContext,
  ): Promise<SignInPayload> {
    const caller = this.replies.callerOf(context);
    const issued = await this.memberships.switchTo(entityId(input.membershipId), caller);
    return this.replies.payload(issued, caller, context, input.clientMutationId);
  }

  @Mutation(() => String, { description: 'Options for navigator.credentials.get(), as JSON, to step up by passkey.' })
  @RequirePermission('identity.ownSignIn')
  async beginStepUp(@Context() context: HttpContext): Promise<string> {
    return this.stepUps.begin(this.replies.callerOf(context));
  }

  @Mutation(() => SignInPayload, {
    description: 'Proves again who one is; opens sensitive operations for ten minutes.',
  })
  @RequirePermission('identity.ownSignIn')
  async stepUp(@Args('input') input: StepUpInput, @Context() context: HttpContext): Promise<SignInPayload> {
    const caller = this.replies.callerOf(context);
    return this.replies.payload(await this.stepUps.stepUp(input, caller), caller, context, input.clientMutationId);
  }

  @Mutation(() => Boolean, { description: 'Ends the session the request came with.' })
  @RequirePermission('identity.ownSessions')
  async signOut(@Context() { reply }: HttpContext): Promise<boolean> {
    await this.sessions.signOut(currentPrincipal());
    void reply?.header('set-cookie', this.cookie.forgetting());
    return true;
  }
}
