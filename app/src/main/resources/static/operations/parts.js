import { html } from '../common/html.js';

const numbers = new Intl.NumberFormat();
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const clocks = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const days = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** A part of the page. Beside its title stands what is wrong with it, or what has been done. */
export function Section({ id, title, problem, done, isStale, children }) {
  return html`<section id=${id} class=${isStale ? 'stale' : ''} aria-labelledby="${id}-title">
    <header>
      <h2 id="${id}-title">${title}</h2>
      <p class=${problem ? 'note problem' : 'note'} role="status">${problem || done || ''}</p>
    </header>
    ${children}
  </section>`;
}

/** Good, bad, or between them, with words. */
export function Badge({ state, children }) {
  return html`<span class="badge" data-state=${state}>${children}</span>`;
}

/** An instant as the reader writes it; pointing at it shows the UTC. */
export function Time({ at, format = moments }) {
  return html`<time datetime=${at} title=${at}>${format.format(new Date(at))}</time>`;
}

export function Clock({ at }) {
  return html`<${Time} at=${at} format=${clocks} />`;
}

/** An instant on two short lines, of a picture. */
export function dayAndClock(instant) {
  const date = new Date(instant);
  return [days.format(date), clocks.format(date)];
}

export function number(value) {
  return numbers.format(value);
}

/** As in "3 rows". */
export function count(value, one, many = `${one}s`) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** The two largest units are enough to compare waits by. */
export function duration(milliseconds) {
  if (milliseconds < 1_000) {
    return `${Math.round(milliseconds)} ms`;
  }
  const largest = UNITS.findIndex(([, size]) => milliseconds >= size);
  let rest = milliseconds;
  return UNITS.slice(largest, largest + 2)
    .map(([unit, size]) => {
      const amount = Math.floor(rest / size);
      rest -= amount * size;
      return amount > 0 ? `${amount} ${unit}` : '';
    })
    .filter(Boolean)
    .join(' ');
}

/** As in "2 h later". */
export function later(milliseconds) {
  return milliseconds === 0 ? 'at once' : `${duration(milliseconds)} later`;
}

export function money({ amount, currencyCode }) {
  return `${amount} ${currencyCode}`;
}
