import { ApolloServerPlugin } from '@apollo/server';
import { currentContext, RateLimits } from '@sxbq/platform';
import { callerOf } from '../http/caller';
import { assertAdmitted, Sender } from './admitted';
import { requestKind } from './charges';

/**
 * Examines what was read before anything else happens with it, in the stead of Apollo, whose validation has no bound
 * before its rules.
 */
export function admission(limits: RateLimits, options: { readonly introspection: boolean }): ApolloServerPlugin {
  return {
    requestDidStart: () => {
      let isNew = false;
      return Promise.resolve({
        parsingDidStart() {
          isNew = true;
          return Promise.resolve();
        },
        didResolveOperation({ schema, document, source, operation, request: { variables = {} } }) {
          const newCharacters = isNew ? source.length : 0;
          return assertAdmitted(
            { schema, document, operation, variables, newCharacters },
            currentSender(limits),
            options,
          );
        },
      });
    },
  };
}

function currentSender(limits: RateLimits): Sender {
  const context = currentContext();
  const kind = requestKind(context?.principal);
  const caller = callerOf(context);
  return {
    stranger: !context?.principal,
    pay: (points) => (points > 0 ? limits.take(kind, caller, points) : undefined),
  };
}
