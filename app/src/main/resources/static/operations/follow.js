import { authorization } from '../session/session.js';
import { subscribe } from './socket.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/** What would be answered to the next attempt too. */
const HOPELESS = new Set(['FORBIDDEN', 'BAD_REQUEST', 'QUERY_TOO_COMPLEX']);

/**
 * Keeps a subscription going until it is stopped: over a network that was lost, a shop that starts again, a token that
 * ends. `variables` are asked for at each attempt, so they can say from where on. Answers how to stop it.
 */
export function follow({ query, variables, onNext, onOpen = () => {}, onLost = () => {}, onRefused = () => {} }) {
  let stopped = false;
  let close = () => {};
  let refused;
  let pause = FIRST_PAUSE;
  let next;

  async function connect() {
    next = undefined;
    const headers = await authorization(refused);
    if (stopped) {
      return;
    }
    let heard = false;
    close = subscribe(
      { query, variables: variables(), headers },
      {
        onOpen,
        onNext: (data) => {
          heard = true;
          pause = FIRST_PAUSE;
          onNext(data);
        },
        onEnd: (error) => {
          const code = error?.extensions?.code;
          refused = code === 'UNAUTHENTICATED' ? headers : undefined;
          if (HOPELESS.has(code) && !heard) {
            stop();
            onRefused(error.message);
            return;
          }
          onLost();
          next = setTimeout(connect, pause);
          pause = Math.min(pause * 2, LONGEST_PAUSE);
        },
      },
    );
  }

  function hurry() {
    if (next) {
      clearTimeout(next);
      connect();
    }
  }

  function stop() {
    stopped = true;
    clearTimeout(next);
    removeEventListener('online', hurry);
    close();
  }

  addEventListener('online', hurry);
  connect();
  return stop;
}
