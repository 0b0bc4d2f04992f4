import { useEffect, useRef } from 'preact/hooks';
import { subscriptions } from '../common/subscriptions.js';
import { record } from './requests.js';
import { authorization, user } from './session.js';
import { graphQlUrl } from './transport.js';

const live = subscriptions(graphQlUrl, authorization);

/** Who signs in or out goes on with another token. */
let known = user.value?.username;
user.subscribe((now) => {
  if (known !== now?.username) {
    known = now?.username;
    live.restart();
  }
});

/**
 * Keeps a subscription going as long as the component is shown, also over a network that was lost and a token that ends.
 * Nothing is told again of what happened meanwhile: `onAgain` can ask for it. Begins when `isOn` and with other variables.
 */
export function useSubscription(document, variables, { onNext, onAgain = () => {}, isOn = true }) {
  const latest = useRef();
  latest.current = { onNext, onAgain };
  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    const request = record(document, variables);
    const stop = live.follow(document, variables, {
      onAnswer: (answer) => {
        request.tell(answer);
        if (answer.data) {
          latest.current.onNext(answer.data);
        }
      },
      onOpen: (isAgain) => isAgain && latest.current.onAgain(),
      onEnd: (errors) => request.end('ended', { errors }),
    });
    return () => {
      stop();
      request.end('ended');
    };
  }, [isOn, document, JSON.stringify(variables)]);
}
