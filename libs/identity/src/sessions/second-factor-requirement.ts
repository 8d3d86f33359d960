import { Config } from '@sxbq/platform';

/** Whether official roles must prove a second factor: as SECOND_FACTOR says, and in production where it says nothing. */
export function isSecondFactorRequired(config: Pick<Config, 'SECOND_FACTOR' | 'NODE_ENV'>): boolean {
  return (config.SECOND_FACTOR ?? (config.NODE_ENV === 'production' ? 'required' : 'enrolled-only')) === 'required';
}
