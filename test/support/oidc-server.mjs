// An OpenID provider (oidc-provider) for tests, as a process of its own. Its parent sends {configure}, then {person}.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const server = createServer((request, response) => handle(request, response));
let handle = (_request, response) => response.writeHead(503).end();
let person = { accountId: 'nobody', amr: [] };

process.on('message', ({ configure, person: next }) => {
  if (configure) start(configure);
  if (next) person = next;
  process.send({ done: true });
});
server.listen(0, '127.0.0.1', () => process.send({ issuer: `http://127.0.0.1:${server.address().port}` }));

function start({ client, jwks }) {
  const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
    clients: [client],
    jwks,
    claims: { openid: ['sub', 'sid', 'amr'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: person.username }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    // Without the provider's own connections, which open none to loopback.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
    cookies: { keys: ['cookies of a test'] },
  });
  const callback = provider.callback();
  handle = (request, response) => {
    if (request.url.startsWith('/interaction/')) return interact(provider, request, response);
    return callback(request, response);
  };
}

/** Signs the person in at once and grants what was asked for. */
async function interact(provider, request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const login = { accountId: person.accountId, amr: person.amr };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}
