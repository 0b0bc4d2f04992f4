/** Signing in at an OpenID Connect issuer, by its page (authorization code with PKCE) or by a token that somebody pastes. */
const ATTEMPT = 'daybook.sign-in';
const redirectUri = new URL('signed-in.html', import.meta.url).href;

/** Goes to the issuer, which comes back to `signed-in.html`; that puts the session into this store and goes to `then`. */
export async function signInAt({ uri, clientId }, store, then = location.href) {
  const { authorization_endpoint: endpoint } = await metadataOf(uri);
  const attempt = { uri, clientId, store, then, state: random(), verifier: random() };
  sessionStorage.setItem(ATTEMPT, JSON.stringify(attempt));
  const address = new URL(endpoint);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: attempt.state,
    code_challenge: await challengeOf(attempt.verifier),
    code_challenge_method: 'S256',
  };
  Object.entries(parameters).forEach(([name, value]) => address.searchParams.set(name, value));
  location.assign(address);
}

/** The session of the code that the issuer has sent, and what was attempted. */
export async function signedIn(answer) {
  const attempt = JSON.parse(sessionStorage.getItem(ATTEMPT));
  sessionStorage.removeItem(ATTEMPT);
  if (!attempt || attempt.state !== answer.get('state')) {
    throw new Error('This is not the answer to a sign-in of this tab.');
  }
  if (!answer.has('code')) {
    throw new Error(answer.get('error_description') ?? answer.get('error') ?? 'The issuer has sent no code.');
  }
  const { token_endpoint: endpoint } = await metadataOf(attempt.uri);
  const { access_token: accessToken } = await json(endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: answer.get('code'),
      redirect_uri: redirectUri,
      client_id: attempt.clientId,
      code_verifier: attempt.verifier,
    }),
  });
  return { attempt, session: await sessionOf(accessToken) };
}

/** A session with this token. There is none to renew it: who comes back to the issuer is mostly still known there. */
export async function sessionOf(accessToken) {
  const { data, errors } = await json('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query: '{ me { username role } }' }),
  });
  if (!data?.me) {
    throw new Error(errors?.[0].message ?? 'The shop does not know the bearer of this token.');
  }
  return { user: data.me, accessToken, expiresAt: expiryOf(accessToken) };
}

function expiryOf(token) {
  const claims = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  return new Date(JSON.parse(atob(claims)).exp * 1_000).toISOString();
}

const metadataOf = (uri) => json(`${uri.replace(/\/$/, '')}/.well-known/openid-configuration`);

async function json(address, request) {
  const response = await fetch(address, request);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.errors?.[0].message ?? answer.error_description ?? `${address} answered ${response.status}.`);
  }
  return answer;
}

const random = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

/** Browsers have it for pages of https and of this machine. */
async function challengeOf(verifier) {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
