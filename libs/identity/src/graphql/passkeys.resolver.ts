import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { entityId } from '@sxbq/kernel';
import { Public, RequirePermission } from '../access/require-permission.decorator';
import { PasskeysService } from '../passkeys/passkeys.service';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import { currentUserId } from './current-user';
import {
  OwnPasskey,
  PasskeyRegistrationPayload,
  PasskeySignInInput,
  RegisterPasskeyInput,
  RenamePasskeyInput,
} from './passkeys.types';
import { HttpContext, SignInReplies } from './sign-in-replies';
import { SignInPayload } from './sign-in.types';

/** Registering is public here for who is still signing in; it answers to nobody without a session. */
@Resolver()
export class PasskeysResolver {
  constructor(
    private readonly passkeys: PasskeysService,
    private readonly replies: SignInReplies,
  ) {}

  @Mutation(() => String, {
    description: 'Options for navigator.credentials.create(), as JSON: while signing in, or after stepUp.',
  })
  @Public()
  async beginPasskeyRegistration(@Context() context: HttpContext): Promise<string> {
    return this.passkeys.beginRegistration(this.replies.callerOf(context));
  }

  @Mutation(() => PasskeyRegistrationPayload, { description: 'Keeps the new passkey.' })
  @Public()
  async finishPasskeyRegistration(
    @Args('input') { response, name, clientMutationId }: RegisterPasskeyInput,
    @Context() context: HttpContext,
  ): Promise<PasskeyRegistrationPayload> {
    const caller = this.replies.callerOf(context);
    const { passkeyId, issued } = await this.passkeys.finishRegistration(response, name, caller);
    return { passkeyId, session: await this.replies.payload(issued, caller, context, clientMutationId) };
  }

  @Mutation(() => String, { description: 'Options for navigator.credentials.get(), as JSON.' })
  @Public()
  async beginPasskeySignIn(): Promise<string> {
    return this.passkeys.beginSignIn();
  }

  @Mutation(() => SignInPayload, { description: 'Starts a session by passkey; ends the one the request came with.' })
  @Public()
  async finishPasskeySignIn(
    @Args('input') { response, carrier, clientMutationId }: PasskeySignInInput,
    @Context() context: HttpContext,
  ): Promise<SignInPayload> {
    const caller = this.replies.callerOf(context, carrier);
    const issued = await this.passkeys.finishSignIn(response, caller);
    return this.replies.payload(issued, caller, context, clientMutationId);
  }

  @Query(() => [OwnPasskey], { description: "The user's own passkeys, at most ten, oldest first." })
  @RequirePermission('identity.ownSignIn')
  async myPasskeys(): Promise<OwnPasskey[]> {
    return this.passkeys.listOf(currentUserId());
  }

  @Mutation(() => Boolean)
  @RequirePermission('identity.ownSignIn')
  async renamePasskey(@Args('input') { id, name }: RenamePasskeyInput): Promise<boolean> {
    await this.passkeys.rename(currentUserId(), entityId(id), name);
    return true;
  }

  @Mutation(() => Boolean)
  @RequirePermission('identity.ownSignIn')
  @RequireStepUp()
  async removePasskey(@Args('id', { type: () => ID }) id: string): Promise<boolean> {
    await this.passkeys.remove(currentUserId(), entityId(id));
    return true;
  }
}
