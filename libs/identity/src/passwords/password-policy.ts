import { Inject, Injectable } from '@nestjs/common';
import { Config, CONFIG } from '@sxbq/platform';
import { hasContextWord } from '../domain/guessable-password.rule';
import { PASSWORD_PRESETS, PasswordRules } from '../domain/password-preset';
import { isPasswordExpired, passwordFault } from '../domain/password-shape.rule';
import { passwordContainsContext, passwordTooCommon, passwordTooSimple, passwordWrongLength } from '../sign-in.errors';
import { isCommonPassword } from './common-passwords';

/** Words that a password must not be made of. */
export interface PasswordContext {
  readonly username: string;
  readonly displayName?: string;
  readonly organisationName?: string;
}

/** The rules of the preset that PASSWORD_POLICY names, for every place where a password is chosen. */
@Injectable()
export class PasswordPolicy {
  readonly rules: PasswordRules;

  constructor(@Inject(CONFIG) config: Pick<Config, 'PASSWORD_POLICY'>) {
    this.rules = PASSWORD_PRESETS[config.PASSWORD_POLICY];
  }

  /** PASSWORD_WRONG_LENGTH, PASSWORD_TOO_SIMPLE, PASSWORD_CONTAINS_CONTEXT, PASSWORD_TOO_COMMON. */
  async assertAcceptable(password: string, context: PasswordContext): Promise<void> {
    const fault = passwordFault(password, this.rules);
    if (fault === 'LENGTH') throw passwordWrongLength(this.rules);
    if (fault === 'COMPLEXITY') throw passwordTooSimple(this.rules);
    const words = [context.username, context.displayName ?? '', context.organisationName ?? ''];
    if (hasContextWord(password, words)) throw passwordContainsContext();
    if (await isCommonPassword(password)) throw passwordTooCommon();
  }

  isExpired(passwordChangedAt: Date, now: Date): boolean {
    return isPasswordExpired(passwordChangedAt, this.rules, now);
  }
}
