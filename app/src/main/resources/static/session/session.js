import { graphQlUrl } from './urls.js';

const STORE = 'daybook.session';
const EXPIRED = 'The session has expired, please log in again.';
const ANSWER = `{
  user { username role }
  session { accessToken accessTokenExpiresAt refreshToken }
  userErrors { message }
}`;

/** Survives a reload, but without the refresh token: that stays in memory, for no two tabs may use the same. */
let current = JSON.parse(sessionStorage.getItem(STORE));
let refreshing;
let listener = () => {};

/** Calls back now and at each change, with the user (or null) and with what went wrong, if anything did. */
export function onSessionChange(callback) {
  listener = callback;
  listener(current);
}

/**
 * The header of a signed-in user, with a fresh token if need be; none for anybody else. `refused` are headers that the
 * server has not taken, whatever this clock says of their token.
 */
export async function authorization(refused) {
  if (current && (Date.parse(current.expiresAt) <= Date.now() || isUsedIn(refused))) {
    refreshing ??= refresh().finally(() => (refreshing = undefined));
  }
  await refreshing;
  return current ? { Authorization: bearer() } : {};
}

export async function logIn(input) {
  await ask('mutation LogIn($input: LogInInput!) { answer: logIn(input: $input)', input);
}

export async function logOut() {
  const headers = await authorization();
  const refreshToken = current?.refreshToken;
  end();
  if (refreshToken) {
    const mutation = 'mutation LogOut($input: LogOutInput!) { logOut(input: $input) { endedSessions } }';
    await send(mutation, { refreshToken }, headers).catch((error) => listener(current, error.message));
  }
}

/** Whether these headers carry the session, which is over then: the server refused them. */
export function endIfUsedIn(headers) {
  const used = isUsedIn(headers);
  if (used) {
    end(EXPIRED);
  }
  return used;
}

function isUsedIn(headers) {
  return current !== null && headers?.Authorization === bearer();
}

function bearer() {
  return `Bearer ${current.accessToken}`;
}

async function refresh() {
  const refreshToken = current.refreshToken;
  if (!refreshToken) {
    end(EXPIRED);
    return;
  }
  // Forgotten before it is sent, for a second use would end every session; told only when it is known how that went.
  forget();
  const mutation = 'mutation RefreshSession($input: RefreshSessionInput!) { answer: refreshSession(input: $input)';
  await ask(mutation, { refreshToken });
}

/** Begins the session of a token of the issuer, as soon as there is one. */
export async function begin(awaited) {
  try {
    const begun = await awaited;
    if (begun) {
      const { user, ...token } = begun;
      keep({ ...user, ...token });
    }
    listener(current);
  } catch (error) {
    listener(current, error.message);
  }
}

async function ask(mutation, input) {
  try {
    const { answer } = await send(`${mutation} ${ANSWER} }`, input);
    if (answer.session) {
      const { accessToken, accessTokenExpiresAt: expiresAt, refreshToken } = answer.session;
      keep({ ...answer.user, accessToken, expiresAt, refreshToken });
    }
    listener(current, answer.userErrors.map((error) => error.message).join(' '));
  } catch (error) {
    listener(current, error.message);
  }
}

function keep(session) {
  current = session;
  sessionStorage.setItem(STORE, JSON.stringify({ ...current, refreshToken: undefined }));
}

function end(reason) {
  forget();
  listener(current, reason);
}

function forget() {
  current = null;
  sessionStorage.removeItem(STORE);
}

/** The data of an answer. */
export async function send(query, input, headers) {
  const response = await fetch(graphQlUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = await response.json();
  if (!data) {
    throw new Error(errors?.[0]?.message ?? `The server answered ${response.status}.`);
  }
  return data;
}
