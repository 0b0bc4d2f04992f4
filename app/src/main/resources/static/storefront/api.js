import { useEffect } from 'preact/hooks';
import { effect, useSignal } from '@preact/signals';
import { authorization, user } from './session.js';
import { send, ShopError } from './transport.js';

/** Sends a document as whoever is signed in, with a fresh token when the first was refused. */
export async function ask(document, variables) {
  const headers = await authorization();
  try {
    return await send(document, variables, headers);
  } catch (error) {
    if (error.code !== 'UNAUTHENTICATED' || !headers.Authorization) {
      throw error;
    }
    return send(document, variables, await authorization(headers));
  }
}

/**
 * Sends a mutation so that it is done once, however often its answer is lost. Its idempotency key is kept until an answer
 * says what came of it; the same input is sent with the same key again, also after the page was closed.
 */
export async function askOnce(name, document, input) {
  const store = storeOf(name);
  const kept = unanswered(name);
  const attempt = JSON.stringify(kept?.input) === JSON.stringify(input) ? kept : { input, idempotencyKey: newKey() };
  localStorage.setItem(store, JSON.stringify(attempt));
  try {
    const data = await ask(document, { input: { ...input, idempotencyKey: attempt.idempotencyKey } });
    const unfinished = data.payload.userErrors.find(({ code }) => code === 'IDEMPOTENCY_IN_PROGRESS');
    if (unfinished) {
      throw new ShopError(unfinished.message, { code: unfinished.code });
    }
    localStorage.removeItem(store);
    return data.payload;
  } catch (error) {
    if (!error.mayHaveBeenDone) {
      localStorage.removeItem(store);
    }
    throw error;
  }
}

/** The mutation of the signed-in user of which it is not known whether it was done: its input and its key. */
export function unanswered(name) {
  return JSON.parse(localStorage.getItem(storeOf(name)));
}

/** A key belongs to the caller, so it is kept for each. */
const storeOf = (name) => `daybook.storefront.${name}.${user.value?.username}`;

/** Not `crypto.randomUUID`, which a page has over https and on this machine only. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What was shown lately is shown at once when somebody comes back to it. */
const shown = new Map();
effect(() => {
  if (!user.value) {
    shown.clear();
  }
});

/** The answer to a query, as far as it is there; asked for anew with other variables, by another user, and by `reload`. */
export function useQuery(document, variables) {
  const { key, data, state, load } = useAnswer(document, variables);
  const reload = (isWanted) => load(() => ask(document, variables), isWanted);
  useEffect(() => whileWanted(reload), [key]);
  return { data, ...state, reload: () => reload() };
}

/**
 * The pages of a connection that were asked for so far, as one list of `nodes`; `more` asks for the next one. `connectionOf`
 * finds the connection in the answers, of which `first` is the one with the first page.
 */
export function usePages(document, variables, connectionOf) {
  const { key, data: pages = [], state, load } = useAnswer(document, variables);
  const connections = pages.map(connectionOf).filter(Boolean);
  const end = connections.at(-1)?.pageInfo;
  const reload = (isWanted) => load(async () => [await ask(document, variables)], isWanted);
  const more = () => load(async () => [...pages, await ask(document, { ...variables, after: end.endCursor })]);
  // Somebody who comes back to several pages finds the place again.
  useEffect(() => (pages.length > 1 ? undefined : whileWanted(reload)), [key]);
  return {
    first: pages[0],
    nodes: connections.flatMap(({ nodes }) => nodes),
    totalCount: connections[0]?.totalCount,
    hasMore: end?.hasNextPage ?? false,
    ...state,
    more,
    reload: () => reload(),
  };
}

function useAnswer(document, variables) {
  const key = JSON.stringify([user.value?.username, document, variables]);
  const all = useSignal({});
  const load = async (task, isWanted = () => true) => {
    all.value = { key, isLoading: true };
    try {
      const data = await task();
      if (isWanted()) {
        shown.set(key, data);
        all.value = { key };
      }
    } catch (error) {
      if (isWanted()) {
        all.value = { key, error };
      }
    }
  };
  const { error, isLoading } = all.value.key === key ? all.value : { isLoading: true };
  return { key, data: shown.get(key), state: { error, isLoading }, load };
}

/** Lets go of an answer that comes when something else is shown. */
function whileWanted(load) {
  let wanted = true;
  load(() => wanted);
  return () => {
    wanted = false;
  };
}

/**
 * A task that somebody starts by a button, one at a time: whether it is at work, the errors of the shop about what was
 * typed, and the failure, when there was no answer. `run` answers with the payload when there was nothing to object to.
 */
export function useTask(task) {
  const state = useSignal({ errors: [] });
  const run = async (...values) => {
    if (state.value.isBusy) {
      return undefined;
    }
    state.value = { errors: [], isBusy: true };
    try {
      const payload = await task(...values);
      state.value = { errors: payload.userErrors };
      return payload.userErrors.length ? undefined : payload;
    } catch (failure) {
      state.value = { errors: [], failure };
      return undefined;
    }
  };
  return { ...state.value, run };
}
