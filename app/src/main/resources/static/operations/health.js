import { html } from '../common/html.js';
import { Badge, count, number, Section } from './parts.js';
import { usePolled } from './requests.js';

const HEALTH = `query Health {
  systemHealth {
    status
    database { status poolSize idle inUse waiting roundTripMillis }
    eventStore { headPosition eventCount }
    subscribers { name position headPosition lag caughtUp error deadLetterCount }
  }
}`;
const EVERY = 5_000;

const roundTrips = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export function useHealth() {
  const { data, problem } = usePolled(HEALTH, EVERY);
  return { data: data?.systemHealth, problem };
}

export function Health({ health: { data, problem } }) {
  const { status, database, eventStore } = data ?? {};
  return html`<${Section} id="health" title="Health" problem=${problem && `${problem} These figures are old.`} isStale=${problem}>
    <dl class="tiles">
      <${Tile} title="Shop">${status && html`<${Badge} state=${status}>${status}<//>`}<//>
      <${Tile} title="Database" small=${database && `answers in ${roundTrips.format(database.roundTripMillis)} ms`}>
        ${database && html`<${Badge} state=${database.status}>${database.status}<//>`}
      <//>
      <${Tile}
        title="Connections in use"
        small=${database && `${number(database.idle)} idle, ${count(database.waiting, 'caller waits', 'callers wait')}`}
      >
        ${database && `${number(database.inUse)} of ${number(database.poolSize)}`}
      <//>
      <${Tile} title="Events in the log">${eventStore && number(eventStore.eventCount)}<//>
      <${Tile} title="Head position">${eventStore && number(eventStore.headPosition)}<//>
    </dl>
  <//>`;
}

function Tile({ title, small, children }) {
  return html`<div><dt>${title}</dt><dd>${children || '–'} <small>${small}</small></dd></div>`;
}
