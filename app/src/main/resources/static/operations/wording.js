import { element } from './dom.js';

const numbers = new Intl.NumberFormat();
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const days = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const clocks = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

export function number(value) {
  return numbers.format(value);
}

/** As in "3 rows". */
export function count(value, one, many = `${one}s`) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** An instant as the reader writes it; pointing at it shows the UTC. */
export function time(instant, format = moments) {
  return element('time', { datetime: instant, title: instant }, format.format(new Date(instant)));
}

export function clock(instant) {
  return time(instant, clocks);
}

/** An instant on two short lines, of a picture. */
export function dayAndClock(instant) {
  const date = new Date(instant);
  return [days.format(date), clocks.format(date)];
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
