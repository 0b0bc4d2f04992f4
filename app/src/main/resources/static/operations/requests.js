import { useEffect, useRef, useState } from 'preact/hooks';
import { subscriptions } from '../common/subscriptions.js';
import { authorization } from '../session/session.js';
import { graphQlUrl, webSocketUrl } from '../session/urls.js';

/** The subscriptions of the page. */
export const live = subscriptions(webSocketUrl ?? graphQlUrl, authorization);

/** Asks, with a fresh token when the first was refused, and throws what can be shown when there is no answer. */
export async function ask(query, variables) {
  const headers = await authorization();
  let response = await post(query, variables, headers);
  if (response.status === 401) {
    response = await post(query, variables, await authorization(headers));
  }
  const { data, errors } = await response.json().catch(() => ({}));
  if (errors?.length || !data) {
    throw new Error(sentence(errors?.[0].message ?? `The shop answered ${response.status}`));
  }
  return data;
}

/** Asks for a change, whose field is named `payload` in the document. What the shop objects to is thrown too. */
export async function change(mutation, variables) {
  const { payload } = await ask(mutation, variables);
  if (payload.userErrors.length > 0) {
    throw new Error(payload.userErrors.map((error) => sentence(error.message)).join(' '));
  }
  return payload;
}

async function post(query, variables, headers) {
  try {
    return await fetch(graphQlUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
  } catch {
    throw new Error('The shop cannot be reached.');
  }
}

/** Something may follow it. */
function sentence(message) {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/**
 * The answer to a query that is asked now and again and again, but not while nobody looks; and the problem when the last
 * attempt had none, with the answer before.
 */
export function usePolled(query, milliseconds) {
  const [answer, setAnswer] = useState({});
  const reload = useRef(() => {});
  useEffect(() => {
    let next;
    let isBusy = false;
    let stopped = false;

    async function turn() {
      if (isBusy || stopped || document.hidden) {
        return;
      }
      clearTimeout(next);
      isBusy = true;
      const { data, problem } = await ask(query).then(
        (data) => ({ data }),
        (error) => ({ problem: `${error.message} It is asked again every ${milliseconds / 1_000} seconds.` }),
      );
      isBusy = false;
      if (!stopped) {
        setAnswer((before) => ({ data: data ?? before.data, problem }));
        next = setTimeout(turn, milliseconds);
      }
    }

    reload.current = turn;
    document.addEventListener('visibilitychange', turn);
    addEventListener('online', turn);
    turn();
    return () => {
      stopped = true;
      clearTimeout(next);
      document.removeEventListener('visibilitychange', turn);
      removeEventListener('online', turn);
    };
  }, []);
  return { ...answer, reload: () => reload.current() };
}
