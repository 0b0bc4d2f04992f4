import { useEffect, useRef } from 'preact/hooks';
import { createClient } from 'graphql-ws';
import { record } from './requests.js';
import { accessToken, user } from './session.js';
import { graphQlUrl } from './transport.js';

const PAUSE = 2000;
const UNAUTHORIZED = 4401;

/** The token of the socket, which has one for its life. */
let token;

/** One socket for all subscriptions of the page; it is opened for the first and closed after the last. */
const client = createClient({
  url: new URL(graphQlUrl, location.origin.replace(/^http/, 'ws')).href,
  connectionParams: async () => {
    token = await accessToken();
    return token && { Authorization: `Bearer ${token}` };
  },
  retryAttempts: Infinity,
  shouldRetry: () => true,
  keepAlive: 15_000,
});

/** Who signs in or out goes on with another token. */
let known = user.value?.username;
user.subscribe((now) => {
  if (known !== now?.username) {
    known = now?.username;
    client.terminate();
  }
});

/**
 * Keeps a subscription going as long as the component is shown, also over a network that was lost and a token that ends.
 * Nothing is told again of what happened meanwhile: `onAgain` can ask for it. Begins when `isOn` and with other variables.
 */
export function useSubscription(document, variables, { onNext, onAgain = () => {}, isOn = true }) {
  const latest = useRef();
  latest.current = { onNext, onAgain };
  useEffect(
    () =>
      isOn
        ? follow(
            document,
            variables,
            (data) => latest.current.onNext(data),
            () => latest.current.onAgain(),
          )
        : undefined,
    [isOn, document, JSON.stringify(variables)],
  );
}

function follow(query, variables, onNext, onAgain) {
  let stopped = false;
  let close = () => {};
  let next;
  const request = record(query, variables);

  const begin = () => {
    close = client.subscribe(
      { query, variables },
      {
        next: ({ data, errors }) => {
          request.tell({ data, errors });
          if (data) {
            onNext(data);
          }
        },
        error: goOn,
        complete: () => goOn(),
      },
    );
  };

  /** A token that expired is exchanged before; what the shop refuses otherwise it would refuse again. */
  async function goOn(error) {
    const hasExpired = error?.code === UNAUTHORIZED || error?.[0]?.extensions?.code === 'UNAUTHENTICATED';
    const fresh = hasExpired && token && (await accessToken(token).catch(() => undefined));
    if (stopped || (Array.isArray(error) && !fresh)) {
      request.end('ended', error && { errors: error });
      return;
    }
    next = setTimeout(
      () => {
        begin();
        onAgain();
      },
      fresh ? 0 : PAUSE,
    );
  }

  const forget = client.on('connected', (_socket, _payload, again) => again && onAgain());
  begin();
  return () => {
    stopped = true;
    clearTimeout(next);
    forget();
    close();
  };
}
