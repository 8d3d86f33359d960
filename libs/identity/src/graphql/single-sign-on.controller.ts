import { Body, Controller, Get, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/require-permission.decorator';
import { SessionCarrier } from '../domain/session-carrier';
import { SessionStage } from '../domain/session-stage';
import { SessionCookie } from '../sessions/session-cookie';
import { logoutTokenRefused } from '../sign-in.errors';
import { SingleSignOnService } from '../single-sign-on/single-sign-on.service';
import { SignInReplies } from './sign-in-replies';

/** The browser's way through the city's single sign-on, and the provider's word that somebody signed out there. */
@Controller('sign-in/oidc')
export class SingleSignOnController {
  constructor(
    private readonly singleSignOn: SingleSignOnService,
    private readonly cookie: SessionCookie,
    private readonly replies: SignInReplies,
  ) {}

  /** Sends the browser to the provider. */
  @Get('start')
  @Public()
  async start(@Res() reply: FastifyReply): Promise<void> {
    const { address, browserToken, expiresAt } = await this.singleSignOn.begin();
    void reply.header('set-cookie', this.cookie.keeping(browserToken, expiresAt, '-single-sign-on'));
    void reply.header('cache-control', 'no-store').redirect(address, 302);
  }

  /** Where the provider sends it back to: the session goes into the cookie, the browser to the portal. */
  @Get('callback')
  @Public()
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const caller = this.replies.callerOf({ reply }, SessionCarrier.COOKIE);
    const browserToken = this.cookie.read(request.headers.cookie, '-single-sign-on');
    void reply.header('set-cookie', this.cookie.forgetting('-single-sign-on'));
    const query = request.url.slice(request.url.indexOf('?'));
    const issued = await this.singleSignOn.finish(query, browserToken, caller);
    this.replies.setCookies(issued, { reply });
    const page = issued.stage === SessionStage.ACTIVE ? '/' : `/sign-in?step=${issued.stage}`;
    void reply.header('cache-control', 'no-store').redirect(page, 302);
  }

  /** Back-channel logout: application/x-www-form-urlencoded with one `logout_token`. */
  @Post('logout')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Public()
  async logout(@Body() body: unknown): Promise<void> {
    const token = (body as { logout_token?: unknown } | null)?.logout_token;
    if (typeof token !== 'string') throw logoutTokenRefused();
    await this.singleSignOn.logout(token);
  }
}
