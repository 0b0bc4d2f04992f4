import { computed, signal } from '@preact/signals';
import { sessionOf } from '../session/issuer.js';
import { send, ShopError } from './transport.js';

const STORE = 'daybook.storefront.session';

const LOG_IN = `mutation LogIn($input: LogInInput!) {
  payload: logIn(input: $input) {
    user { username role }
    session { accessToken accessTokenExpiresAt refreshToken }
    userErrors { code message field }
  }
}`;

const REGISTER = `mutation Register($input: RegisterUserInput!) {
  payload: registerUser(input: $input) {
    user { username role }
    session { accessToken accessTokenExpiresAt refreshToken }
    userErrors { code message field }
  }
}`;

const REFRESH = `mutation Refresh($input: RefreshSessionInput!) {
  payload: refreshSession(input: $input) {
    user { username role }
    session { accessToken accessTokenExpiresAt refreshToken }
    userErrors { code message }
  }
}`;

const LOG_OUT = `mutation LogOut($input: LogOutInput!) {
  payload: logOut(input: $input) { endedSessions }
}`;

/** Of all tabs together, and of the next visit too. */
const session = signal(read());

/** The signed-in user, or null. */
export const user = computed(() => session.value?.user ?? null);

/** Whether somebody who was signed in has to do so again. */
export const hasExpired = signal(false);

addEventListener('storage', ({ key }) => {
  if (key === STORE) {
    session.value = read();
  }
});

/**
 * The header with an access token that is good; none for anybody who is not signed in. `refused` are headers that the shop
 * did not take.
 */
export async function authorization(refused) {
  const { accessToken, expiresAt } = session.value ?? {};
  if (accessToken && (refused?.Authorization === `Bearer ${accessToken}` || Date.parse(expiresAt) <= Date.now())) {
    await oneAtATime(() => refresh(accessToken));
  }
  return session.value ? { Authorization: `Bearer ${session.value.accessToken}` } : {};
}

/** Lets another page, when it is opened from here, be the same user as long as the access token is good. */
export function lend() {
  const { user, accessToken, expiresAt } = session.value ?? {};
  sessionStorage.setItem('daybook.session', JSON.stringify(user ? { ...user, accessToken, expiresAt } : null));
}

export const logIn = (input) => begin(LOG_IN, input);

export const register = (input) => begin(REGISTER, input);

/** Signs in with a token of the issuer. */
export async function adopt(accessToken) {
  const kept = await sessionOf(accessToken);
  hasExpired.value = false;
  store(kept);
  session.value = kept;
  return { userErrors: [] };
}

/** Signs out here whether the shop can be told or not. */
export async function logOut() {
  const headers = await authorization().catch(() => ({}));
  const refreshToken = session.value?.refreshToken;
  write(null);
  if (headers.Authorization && refreshToken) {
    await send(LOG_OUT, { input: { refreshToken } }, headers).catch(() => {});
  }
}

async function begin(document, input) {
  const { payload } = await send(document, { input });
  if (payload.session) {
    hasExpired.value = false;
    write(payload);
  }
  return payload;
}

/**
 * Exchanges the refresh token. It is good for one time, and a second use ends every session of the user: so it is
 * forgotten before it is sent, and remembered again only when it was certainly not used.
 */
async function refresh(stale) {
  const before = read();
  session.value = before;
  if (before?.accessToken !== stale) {
    return; // Another tab was faster.
  }
  if (!before.refreshToken) {
    expire();
    return;
  }
  if (!navigator.onLine) {
    throw new ShopError('There is no network.', { code: 'UNREACHABLE', mayHaveBeenDone: false });
  }
  store({ ...before, refreshToken: undefined });
  try {
    const { payload } = await send(REFRESH, { input: { refreshToken: before.refreshToken } });
    if (payload.session) {
      write(payload);
    } else {
      expire();
    }
  } catch (error) {
    if (error.mayHaveBeenDone) {
      expire();
    } else {
      store(before);
    }
    throw error;
  }
}

function expire() {
  hasExpired.value = true;
  write(null);
}

let turn = Promise.resolve();

/** In all tabs, where the browser has locks: it lends them to pages of https and of this machine only. */
function oneAtATime(task) {
  if (navigator.locks) {
    return navigator.locks.request(STORE, task);
  }
  turn = turn.catch(() => {}).then(task);
  return turn;
}

function write(payload) {
  const { user, session: tokens } = payload ?? {};
  const value = tokens
    ? {
        user,
        accessToken: tokens.accessToken,
        expiresAt: tokens.accessTokenExpiresAt,
        refreshToken: tokens.refreshToken,
      }
    : null;
  store(value);
  session.value = value;
}

function store(value) {
  if (value) {
    localStorage.setItem(STORE, JSON.stringify(value));
  } else {
    localStorage.removeItem(STORE);
  }
}

function read() {
  return JSON.parse(localStorage.getItem(STORE));
}
