import { noteOf, setText } from './dom.js';
import { eventList } from './event-list.js';
import { follow } from './follow.js';
import { ask } from './graphql.js';
import { number } from './wording.js';

const HEAD = 'query Head { systemHealth { eventStore { headPosition } } }';
const EVENTS = `subscription Events($filter: EventFilter, $afterPosition: Long) {
  domainEvents(filter: $filter, afterPosition: $afterPosition) {
    id type revision aggregateType aggregateId sequenceNumber position occurredAt
    actor { kind label } correlationId causationId payload
  }
}`;

/** So much of the past is shown at the beginning. */
const LOOK_BACK = 200;

const section = document.getElementById('stream');
const form = section.querySelector('form');
const pauseButton = section.querySelector('[data-action=pause]');
const empty = section.querySelector('.empty');
const knownTypes = document.getElementById('known-types');
const note = noteOf(section);

/** The log as it grows. Calls back with the id of an order when one of its events is opened. Answers how to stop it. */
export function showStream(onOrder) {
  const list = eventList(section.querySelector('.events'), { onOpen, onHeld: showHeld });
  const ends = new AbortController();
  let stopFollowing = () => {};
  let attempt = 0;

  function onOpen(event) {
    if (event.aggregateType === 'Order') {
      onOrder(event.aggregateId);
    }
  }

  async function begin() {
    const mine = ++attempt;
    stopFollowing();
    list.clear();
    setText(empty, 'Waiting for the log …');
    empty.hidden = false;
    try {
      const { systemHealth } = await ask(HEAD);
      if (mine === attempt) {
        stopFollowing = from(Math.max(0, systemHealth.eventStore.headPosition - LOOK_BACK));
      }
    } catch (error) {
      if (mine === attempt) {
        note(`${error.message} It is tried again in a few seconds.`);
        const again = setTimeout(begin, 5_000);
        stopFollowing = () => clearTimeout(again);
      }
    }
  }

  /** The last position that was seen is where the next attempt goes on, so nothing is missed and nothing comes twice. */
  function from(start) {
    const types = form.elements.types.value.split(/[\s,]+/).filter(Boolean);
    let last = start;
    return follow({
      query: EVENTS,
      variables: () => ({ filter: types.length > 0 ? { types } : null, afterPosition: last }),
      onOpen: () => {
        note();
        setText(empty, `No event${types.length > 0 ? ' of these types' : ''} since position ${number(start)}.`);
      },
      onNext: ({ domainEvents: event }) => {
        if (event.position > last) {
          last = event.position;
          show(event);
        }
      },
      onLost: () => note(`The connection was lost. It goes on after position ${number(last)} as soon as it is back.`),
      onRefused: note,
    });
  }

  function show(event) {
    empty.hidden = true;
    list.add(event);
    if (![...knownTypes.options].some((option) => option.value === event.type)) {
      knownTypes.append(new Option('', event.type));
    }
  }

  function showHeld(paused, held) {
    setText(pauseButton, paused ? `Go on (${number(held)})` : 'Pause');
    pauseButton.setAttribute('aria-pressed', paused);
  }

  const whileShown = { signal: ends.signal };
  pauseButton.addEventListener('click', () => list.pause(!list.isPaused()), whileShown);
  form.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      begin();
    },
    whileShown,
  );
  begin();
  return () => {
    attempt += 1;
    ends.abort();
    stopFollowing();
    list.clear();
    list.pause(false);
    note();
  };
}
