import { element, noteOf, setText } from './dom.js';
import { ask, change } from './graphql.js';
import { subscriberRow } from './subscriber-row.js';
import { count, number, time } from './wording.js';

const DEAD_LETTERS = `query DeadLetters {
  deadLetters(first: 20) {
    totalCount
    nodes { id subscriber cause enqueuedAt event { type position aggregateType sequenceNumber } }
  }
}`;
const RETRY = `mutation Retry($input: RetryDeadLettersInput!) {
  payload: retryDeadLetters(input: $input) { retried remaining userErrors { code message } }
}`;

const section = document.getElementById('subscribers');
const list = section.querySelector('.subscribers');
const letters = section.querySelector('.dead-letters');
const total = document.getElementById('dead-letter-count');
const empty = section.querySelector('.empty');
const note = noteOf(section);

/** Who follows the log, and what they could not deal with. What is shown is brought by whoever asks for the health. */
export function showSubscribers(admin) {
  const rows = new Map();
  let listed;

  function show(subscribers) {
    for (const subscriber of subscribers) {
      let row = rows.get(subscriber.name);
      if (!row) {
        row = subscriberRow(subscriber.name, admin, retry);
        rows.set(subscriber.name, row);
        list.append(row.item);
      }
      row.show(subscriber);
    }
    const counts = subscribers.map((subscriber) => subscriber.deadLetterCount).join();
    if (counts !== listed) {
      listed = counts;
      showDeadLetters();
    }
  }

  async function showDeadLetters() {
    try {
      const { deadLetters } = await ask(DEAD_LETTERS);
      setText(total, `(${number(deadLetters.totalCount)})`);
      empty.hidden = deadLetters.totalCount > 0;
      letters.replaceChildren(...deadLetters.nodes.map(letter));
    } catch (error) {
      listed = undefined;
      note(error.message);
    }
  }

  async function retry(subscriber) {
    try {
      const { retried, remaining } = await change(RETRY, { input: { subscriber } });
      note(
        `${subscriber}: ${count(retried, 'event was', 'events were')} tried again, ${count(remaining, 'remains', 'remain')}.`,
        { good: true },
      );
      await showDeadLetters();
    } catch (error) {
      note(`${subscriber}: ${error.message}`);
    }
  }

  return {
    show,
    stop() {
      list.replaceChildren();
      letters.replaceChildren();
      note();
    },
  };
}

function letter({ subscriber, cause, enqueuedAt, event }) {
  return element(
    'li',
    {},
    element(
      'p',
      {},
      element('strong', {}, event.type),
      ` #${number(event.position)} for ${subscriber}, `,
      time(enqueuedAt),
    ),
    element('p', { class: 'problem' }, cause),
  );
}
