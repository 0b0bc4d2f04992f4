import { noteOf, setText } from './dom.js';
import { ask } from './graphql.js';
import { poll } from './poll.js';
import { count, number } from './wording.js';

const HEALTH = `query Health {
  systemHealth {
    status
    database { status poolSize idle inUse waiting roundTripMillis }
    eventStore { headPosition eventCount }
    subscribers { name position headPosition lag caughtUp error deadLetterCount }
  }
}`;
const EVERY = 5_000;

const section = document.getElementById('health');
const note = noteOf(section);
const roundTrips = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** Calls back with the subscribers, which come with the same answer. Answers how to stop it. */
export function showHealth(onSubscribers) {
  return poll(EVERY, async () => {
    try {
      const { systemHealth } = await ask(HEALTH);
      show(systemHealth);
      onSubscribers(systemHealth.subscribers);
      section.classList.remove('stale');
      note();
    } catch (error) {
      section.classList.add('stale');
      note(`${error.message} These figures are old; it is asked again every ${EVERY / 1_000} seconds.`);
    }
  });
}

function show({ status, database, eventStore }) {
  badge('status', status);
  badge('database', database.status);
  set('round-trip', `answers in ${roundTrips.format(database.roundTripMillis)} ms`);
  set('in-use', `${number(database.inUse)} of ${number(database.poolSize)}`);
  set('pool', `${number(database.idle)} idle, ${count(database.waiting, 'caller waits', 'callers wait')}`);
  set('events', number(eventStore.eventCount));
  set('head', number(eventStore.headPosition));
}

function badge(name, status) {
  set(name, status);
  value(name).dataset.state = status;
}

function set(name, text) {
  setText(value(name), text);
}

function value(name) {
  return section.querySelector(`[data-value="${name}"]`);
}
