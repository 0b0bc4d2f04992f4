import { element, setText } from './dom.js';
import { count, number } from './wording.js';

/** One subscriber, how far behind the log it is, and a button for what it could not deal with. */
export function subscriberRow(name, admin, onRetry) {
  const state = element('span', { class: 'badge' });
  const place = element('span', { class: 'place' });
  const dead = element('span', { class: 'dead' });
  const error = element('p', { class: 'problem', hidden: true });
  let waiting = 0;
  const retry = element(
    'button',
    {
      type: 'button',
      'data-action': 'retry',
      'aria-label': `Retry the dead letters of ${name}`,
      'aria-describedby': admin ? null : 'admin-only',
      title: admin ? null : 'For an ADMIN only',
      disabled: true,
      onclick: async () => {
        retry.disabled = true;
        await onRetry(name);
        update();
      },
    },
    'Retry',
  );
  const item = element(
    'li',
    { 'data-subscriber': name },
    element('strong', {}, name),
    state,
    place,
    dead,
    retry,
    error,
  );

  function update() {
    retry.disabled = !admin || waiting === 0;
  }

  return {
    item,
    show(subscriber) {
      waiting = subscriber.deadLetterCount;
      state.dataset.state = subscriber.error ? 'BAD' : subscriber.caughtUp ? 'GOOD' : 'BEHIND';
      setText(
        state,
        subscriber.error ? 'Failing' : subscriber.caughtUp ? 'Caught up' : `${number(subscriber.lag)} behind`,
      );
      setText(place, `at ${number(subscriber.position)} of ${number(subscriber.headPosition)}`);
      setText(dead, count(waiting, 'dead letter'));
      setText(error, subscriber.error ?? '');
      error.hidden = !subscriber.error;
      update();
    },
  };
}
