import { useEffect, useState } from 'preact/hooks';
import { html } from '../common/html.js';
import { Badge, count, number, Section, Time } from './parts.js';
import { ask, change } from './requests.js';

const DEAD_LETTERS = `query DeadLetters {
  deadLetters(first: 20) {
    totalCount
    nodes { id subscriber cause enqueuedAt event { type position aggregateType sequenceNumber } }
  }
}`;
const RETRY = `mutation Retry($input: RetryDeadLettersInput!) {
  payload: retryDeadLetters(input: $input) { retried remaining userErrors { code message } }
}`;

const NOT_KNOWN = [];

/** Who follows the log, and what they could not deal with. */
export function Subscribers({ subscribers = NOT_KNOWN, isAdmin }) {
  const [{ letters, problem }, setLetters] = useState({});
  const [note, setNote] = useState({});
  const load = () =>
    ask(DEAD_LETTERS).then(
      ({ deadLetters }) => setLetters({ letters: deadLetters }),
      ({ message }) => setLetters({ problem: message }),
    );
  const counts = subscribers.map(({ deadLetterCount }) => deadLetterCount).join();
  // What was asked for in vain is asked for again with the next figures.
  useEffect(() => {
    load();
  }, [counts, problem && subscribers]);

  async function retry(subscriber) {
    try {
      const { retried, remaining } = await change(RETRY, { input: { subscriber } });
      const done = `${subscriber}: ${count(retried, 'event was', 'events were')} tried again, ${count(remaining, 'remains', 'remain')}.`;
      setNote({ done });
      await load();
    } catch (error) {
      setNote({ problem: `${subscriber}: ${error.message}` });
    }
  }

  return html`<${Section} id="subscribers" title="Subscribers" problem=${problem ?? note.problem} done=${note.done}>
    <ul class="subscribers">
      ${subscribers.map((subscriber) => html`<${Subscriber} key=${subscriber.name} subscriber=${subscriber} retry=${isAdmin && retry} />`)}
    </ul>
    <h3>Dead letters ${letters && html`<span>(${number(letters.totalCount)})</span>`}</h3>
    <ol class="dead-letters">
      ${letters?.nodes.map((letter) => html`<${DeadLetter} key=${letter.id} letter=${letter} />`)}
    </ol>
    ${letters?.totalCount === 0 && html`<p class="empty">None. Every event was dealt with.</p>`}
  <//>`;
}

/** How far behind the log it is, and for an administrator a button for what it could not deal with. */
function Subscriber({ subscriber, retry }) {
  const [isAsked, setAsked] = useState(false);
  const { name, position, headPosition, lag, caughtUp, error, deadLetterCount } = subscriber;
  const press = async () => {
    setAsked(true);
    await retry(name);
    setAsked(false);
  };
  return html`<li data-subscriber=${name}>
    <strong>${name}</strong>
    <${Badge} state=${error ? 'BAD' : caughtUp ? 'GOOD' : 'BEHIND'}>
      ${error ? 'Failing' : caughtUp ? 'Caught up' : `${number(lag)} behind`}
    <//>
    <span class="place">at ${number(position)} of ${number(headPosition)}</span>
    <span>${count(deadLetterCount, 'dead letter')}</span>
    ${retry &&
    deadLetterCount > 0 &&
    html`<button type="button" data-action="retry" aria-label="Retry the dead letters of ${name}" disabled=${isAsked} onClick=${press}>
      Retry
    </button>`}
    ${error && html`<p class="problem">${error}</p>`}
  </li>`;
}

function DeadLetter({ letter: { subscriber, cause, enqueuedAt, event } }) {
  return html`<li>
    <p><strong>${event.type}</strong> #${number(event.position)} for ${subscriber}, <${Time} at=${enqueuedAt} /></p>
    <p class="problem">${cause}</p>
  </li>`;
}
