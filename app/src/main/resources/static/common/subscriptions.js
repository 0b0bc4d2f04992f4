import { createClient } from 'graphql-ws';

const PING_AFTER = 15_000;
const PONG_WITHIN = 5_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/** The socket is closed with it when its token is not good, or expires. */
const UNAUTHORIZED = 4401;

/** What would be answered to the next attempt too. */
const HOPELESS = new Set(['FORBIDDEN', 'BAD_REQUEST', 'QUERY_TOO_COMPLEX']);

/**
 * Subscriptions of a page, on one socket that is opened for the first and closed after the last. The socket has one token
 * for its life: `authorization` answers with the headers of whoever is signed in, and exchanges those that it is given,
 * which the shop has refused.
 */
export function subscriptions(url, authorization) {
  let headers;
  let isOpen = false;
  let silence;
  const client = createClient({
    url: new URL(url, location.origin.replace(/^http/, 'ws')).href,
    connectionParams: async () => (headers = await authorization()),
    retryAttempts: 0,
    keepAlive: PING_AFTER,
    on: {
      connected: () => (isOpen = true),
      closed: () => {
        isOpen = false;
        clearTimeout(silence);
      },
      ping: (isReceived) => {
        if (!isReceived) {
          silence = setTimeout(() => client.terminate(), PONG_WITHIN);
        }
      },
      pong: (isReceived) => isReceived && clearTimeout(silence),
    },
  });

  /**
   * Keeps a subscription going until it is stopped: over a network that was lost, a shop that starts again, a token that
   * ends. Nothing is told again of what happened meanwhile: `onOpen` can ask for it, or change the variables, which are
   * read at each attempt. Answers how to stop it; what the shop would always refuse ends by itself.
   */
  function follow(query, variables, { onAnswer, onOpen = () => {}, onLost = () => {}, onEnd = () => {} }) {
    let isAgain = false;
    let isUnderWay = false;
    let isHeard = false;
    let stopped = false;
    let close = () => {};
    let pause = FIRST_PAUSE;
    let began;
    let next;

    function begin() {
      next = undefined;
      began = Date.now();
      isUnderWay = true;
      isHeard = false;
      close = client.subscribe({ query, variables }, { next: hear, error: goOn, complete: () => goOn() });
      if (isOpen) {
        opened();
      }
    }

    function opened() {
      if (isUnderWay) {
        onOpen(isAgain);
        isAgain = true;
      }
    }

    function hear(answer) {
      isHeard = true;
      onAnswer(answer);
    }

    async function goOn(problem) {
      if (stopped) {
        return;
      }
      isUnderWay = false;
      close();
      const code = Array.isArray(problem) ? problem[0]?.extensions?.code : undefined;
      const hasExpired = problem?.code === UNAUTHORIZED || code === 'UNAUTHENTICATED';
      if ((HOPELESS.has(code) && !isHeard) || (hasExpired && !headers?.Authorization)) {
        stop();
        onEnd(problem);
        return;
      }
      if (hasExpired) {
        await authorization(headers).catch(() => {});
      } else {
        onLost();
      }
      if (!stopped) {
        pause = Date.now() - began > LONGEST_PAUSE ? FIRST_PAUSE : pause;
        next = setTimeout(begin, pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }

    function hurry() {
      if (next) {
        clearTimeout(next);
        begin();
      }
    }

    function stop() {
      stopped = true;
      clearTimeout(next);
      removeEventListener('online', hurry);
      forget();
      close();
    }

    const forget = client.on('connected', opened);
    addEventListener('online', hurry);
    begin();
    return stop;
  }

  /** Lets all go on with the token of whoever is signed in now. */
  const restart = () => client.terminate();

  return { follow, restart };
}
