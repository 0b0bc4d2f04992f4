import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from '../common/html.js';
import { showOrder } from './order.js';
import { Clock, number, Section } from './parts.js';
import { ask, live } from './requests.js';

const HEAD = 'query Head { systemHealth { eventStore { headPosition } } }';
const EVENTS = `subscription Events($filter: EventFilter, $afterPosition: Long) {
  domainEvents(filter: $filter, afterPosition: $afterPosition) {
    id type revision aggregateType aggregateId sequenceNumber position occurredAt
    actor { kind label } correlationId causationId payload
  }
}`;

/** So much of the past is shown at the beginning. */
const LOOK_BACK = 200;

/** More would only make the page slow: who looks for older ones asks `events`. */
const KEPT = 200;

/** Events that come together are shown together. */
const GATHERED = 50;

/** The log as it grows. */
export function Events() {
  const [filter, setFilter] = useState({ types: [] });
  const [isPaused, setPaused] = useState(false);
  const log = useLog(filter, isPaused);
  const list = useRef();
  const knownTypes = useRef(new Set());
  log.events.forEach(({ type }) => knownTypes.current.add(type));
  usePlaceOfReading(list, log.events);

  const submit = (event) => {
    event.preventDefault();
    setFilter({ types: event.target.elements.types.value.split(/[\s,]+/).filter(Boolean) });
  };
  return html`<${Section} id="stream" title="Events as they happen" problem=${log.problem}>
    <form class="tools" onSubmit=${submit}>
      <label>Types
        <input name="types" type="search" list="known-types" placeholder="all, or ordering.OrderPlaced, …" autocomplete="off" autocapitalize="none" spellcheck=${false} />
      </label>
      <datalist id="known-types">${[...knownTypes.current].map((type) => html`<option key=${type} value=${type} />`)}</datalist>
      <button>Filter</button>
      <button type="button" data-action="pause" aria-pressed=${isPaused} onClick=${() => setPaused(!isPaused)}>
        ${isPaused ? `Go on (${number(log.held)})` : 'Pause'}
      </button>
    </form>
    <ol ref=${list} class="events" tabindex="0" aria-label="Events, newest first">
      ${log.events.map(row)}
    </ol>
    ${log.events.length === 0 && html`<p class="empty">${emptyWords(log.start, filter)}</p>`}
  <//>`;
}

function emptyWords(start, { types }) {
  return start === undefined
    ? 'Waiting for the log …'
    : `No event${types.length > 0 ? ' of these types' : ''} since position ${number(start)}.`;
}

/** The newest events first. While it is paused they are held back, also no more than are kept. */
function useLog(filter, isPaused) {
  const [state, setState] = useState({ events: [] });
  const [held, setHeld] = useState(0);
  const arrived = useRef([]);
  const timer = useRef();
  const paused = useRef();
  paused.current = isPaused;

  const flush = () => {
    timer.current = undefined;
    if (!paused.current) {
      const fresh = arrived.current.reverse();
      arrived.current = [];
      setState((before) => ({ ...before, events: [...fresh, ...before.events].slice(0, KEPT) }));
    }
  };
  const add = (event) => {
    arrived.current = [...arrived.current.slice(1 - KEPT), event];
    if (paused.current) {
      setHeld((before) => before + 1);
    } else {
      timer.current ??= setTimeout(flush, GATHERED);
    }
  };
  useEffect(() => {
    setHeld(0);
    flush();
  }, [isPaused]);
  useEffect(() => {
    arrived.current = [];
    setHeld(0);
    setState({ events: [] });
    const stop = followLog(filter, {
      onEvent: add,
      onStart: (start) => setState((before) => ({ ...before, start })),
      onProblem: (problem) => setState((before) => ({ ...before, problem })),
    });
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      stop();
    };
  }, [filter]);
  return { ...state, held };
}

/** The last position that was seen is where the next attempt goes on, so nothing is missed and nothing comes twice. */
function followLog({ types }, { onEvent, onStart, onProblem }) {
  let stopped = false;
  let stop = () => {};

  async function begin() {
    const { head, problem } = await ask(HEAD).then(
      ({ systemHealth }) => ({ head: systemHealth.eventStore.headPosition }),
      (error) => ({ problem: error.message }),
    );
    if (stopped) {
      return;
    }
    if (problem) {
      onProblem(`${problem} It is tried again in a few seconds.`);
      const again = setTimeout(begin, 5_000);
      stop = () => clearTimeout(again);
      return;
    }
    const variables = { filter: types.length > 0 ? { types } : null, afterPosition: Math.max(0, head - LOOK_BACK) };
    const start = variables.afterPosition;
    stop = live.follow(EVENTS, variables, {
      onOpen: () => {
        onProblem();
        onStart(start);
      },
      onAnswer: ({ data, errors }) => {
        const event = data?.domainEvents;
        if (event?.position > variables.afterPosition) {
          variables.afterPosition = event.position;
          onEvent(event);
        }
        onProblem(errors?.[0].message);
      },
      onLost: () =>
        onProblem(`The connection was lost. It goes on after position ${number(variables.afterPosition)} as soon as it is back.`),
      onEnd: ([{ message }]) => onProblem(message),
    });
  }

  begin();
  return () => {
    stopped = true;
    stop();
  };
}

/** What is read stays where it is, and what is new comes in above. */
function usePlaceOfReading(list, events) {
  const first = useRef();
  useLayoutEffect(() => {
    const { current: box } = list;
    const reading = box.querySelector('details[open], :focus-visible');
    const isRead = box.scrollTop > 0 || (reading !== null && reading.offsetTop < box.clientHeight);
    if (isRead && first.current?.isConnected) {
      box.scrollTop += first.current.offsetTop;
    }
    first.current = box.firstElementChild;
  }, [events]);
}

const rows = new WeakMap();

/** Always the same for an event, so that the others are left alone when one comes. */
function row(event) {
  if (!rows.has(event)) {
    rows.set(event, html`<${Event} key=${event.position} event=${event} />`);
  }
  return rows.get(event);
}

/** A line of the log that opens to payload and metadata. They are built when they are looked at, which most never are. */
function Event({ event }) {
  const [wasOpened, setOpened] = useState(false);
  const { type, position, occurredAt, actor, aggregateType, aggregateId } = event;
  const dot = type.lastIndexOf('.') + 1;
  const toggle = ({ target }) => {
    if (target.open) {
      setOpened(true);
      if (aggregateType === 'Order') {
        showOrder({ id: aggregateId });
      }
    }
  };
  return html`<li data-type=${type} data-position=${position}>
    <details onToggle=${toggle}>
      <summary>
        <span class="type"><small>${type.slice(0, dot)}</small>${type.slice(dot)}</span>
        <span class="actor">${actor.label}</span>
        <${Clock} at=${occurredAt} />
        <span class="position">#${number(position)}</span>
      </summary>
      ${wasOpened && html`<${Inside} event=${event} />`}
    </details>
  </li>`;
}

function Inside({ event }) {
  const metadata = {
    'Happened to': `${event.aggregateType} ${event.aggregateId}`,
    'Its event number': event.sequenceNumber,
    Revision: event.revision,
    'Time (UTC)': event.occurredAt,
    'Done by': `${event.actor.label} (${event.actor.kind})`,
    Correlation: event.correlationId,
    Causation: event.causationId,
    'Event id': event.id,
  };
  return html`
    ${event.aggregateType === 'Order' && html`<p><a href="#timeline">See the order over time</a></p>`}
    <dl>
      ${Object.entries(metadata)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
    </dl>
    <pre aria-label="Payload">${JSON.stringify(event.payload, null, 2)}</pre>
  `;
}
