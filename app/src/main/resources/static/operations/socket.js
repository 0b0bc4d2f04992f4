import { graphQlUrl, webSocketUrl } from '../session/urls.js';

/** The server pings after 15 seconds of quiet: who says nothing for so long is gone. */
const SILENCE = 40_000;
const url = webSocketUrl ?? new URL(graphQlUrl, location.origin.replace(/^http/, 'ws')).href;

/** The socket is closed with it when its token is not good, or expires. */
const UNAUTHORIZED = 4401;

/**
 * One subscription over a WebSocket of its own, in the protocol graphql-transport-ws. The token is sent once at the
 * beginning, so a socket that many shared would bind them all to the same.
 *
 * `onEnd` is called once, with the error if there was one. Answers how to close it, which is not told to `onEnd`.
 */
export function subscribe({ query, variables, headers }, { onOpen, onNext, onEnd }) {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const say = (message) => socket.send(JSON.stringify(message));
  let watch;
  let over = false;

  const close = () => {
    over = true;
    clearTimeout(watch);
    socket.close();
  };
  const end = (error) => {
    if (!over) {
      close();
      onEnd(error);
    }
  };
  const expectAWord = () => {
    clearTimeout(watch);
    watch = setTimeout(end, SILENCE);
  };
  const hear = {
    connection_ack: () => {
      say({ id: '1', type: 'subscribe', payload: { query, variables } });
      onOpen();
    },
    ping: () => say({ type: 'pong' }),
    next: ({ payload }) => (payload.errors?.length ? end(payload.errors[0]) : onNext(payload.data)),
    error: ({ payload }) => end(payload[0]),
    complete: () => end(),
  };

  socket.onopen = () => say({ type: 'connection_init', payload: headers });
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (!over) {
      expectAWord();
      hear[message.type]?.(message);
    }
  };
  socket.onclose = ({ code }) => end(code === UNAUTHORIZED ? { extensions: { code: 'UNAUTHENTICATED' } } : undefined);
  expectAWord();
  return close;
}
