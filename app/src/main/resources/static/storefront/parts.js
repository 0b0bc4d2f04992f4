import { createContext } from 'preact';
import { useContext, useEffect, useId, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import { html } from '../common/html.js';
import { link } from './router.js';
import { reduction, shown } from './money.js';

/** What went wrong when there was no answer, in words, and a way to try again. */
export function Failure({ error, retry }) {
  if (!error) {
    return null;
  }
  if (error.code === 'UNAUTHENTICATED') {
    return html`<p class="failure" role="alert">Please <a href=${link('sign-in')}>sign in</a> first.</p>`;
  }
  const words = {
    UNREACHABLE: 'The shop cannot be reached. Is there a network?',
    UNAVAILABLE: 'The shop is not available at the moment: it is too busy, or its database is away.',
  };
  return html`<div class="failure" role="alert">
    <p>${words[error.code] ?? error.message}</p>
    ${retry && html`<button type="button" onClick=${retry}>Try again</button>`}
  </div>`;
}

/** A query's answer when it is there, and until then that it is awaited or why it is not. */
export function Awaited({ query, children }) {
  return html`
    <${Failure} error=${query.error} retry=${query.reload} />
    ${query.data === undefined && query.isLoading && html`<p class="loading" role="status">One moment …</p>`}
    ${query.data && children(query.data)}
  `;
}

/** The button below a list that goes on. */
export function More({ pages, what }) {
  const { nodes, totalCount, hasMore, more, reload, isLoading, error } = pages;
  return html`
    <${Failure} error=${error} retry=${nodes.length ? more : reload} />
    ${!nodes.length && isLoading && html`<p class="loading" role="status">One moment …</p>`}
    <p class="more">
      <span role="status">
        ${nodes.length > 0 && totalCount !== undefined && `${nodes.length} of ${totalCount} ${what}`}
      </span>
      ${hasMore && html`<button type="button" onClick=${more} aria-busy=${isLoading}>More</button>`}
    </p>
  `;
}

const Errors = createContext([]);

/** A form of a task; the shop's errors appear beside the fields that they are about, and the others above. */
export function Form({ task, onSubmit, children, ...attributes }) {
  const form = useRef();
  useEffect(() => form.current.querySelector('[aria-invalid=true]')?.focus(), [task.errors]);
  const names = new Set(Array.from(form.current?.elements ?? [], ({ name }) => name));
  const others = task.errors.filter((error) => !names.has(nameOf(error)));
  const submit = (event) => {
    event.preventDefault();
    onSubmit(Object.fromEntries(new FormData(form.current)));
  };
  return html`<form ref=${form} onSubmit=${submit} ...${attributes}>
    <${Failure} error=${task.failure} />
    ${others.length > 0 && html`<div class="failure" role="alert">${others.map(({ message }) => html`<p>${message}</p>`)}</div>`}
    <${Errors.Provider} value=${task.errors}>${children}<//>
  </form>`;
}

export function Field({ label, name, hint, element = 'input', children, ...attributes }) {
  const id = useId();
  const error = useContext(Errors).find((candidate) => nameOf(candidate) === name);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <${element}
      id=${id}
      name=${name}
      aria-invalid=${error ? 'true' : undefined}
      aria-describedby=${described || undefined}
      ...${attributes}
    >${children}<//>
    ${hint && html`<small id="${id}-hint">${hint}</small>`}
    ${error && html`<p class="error" id="${id}-error">${error.message}</p>`}
  </div>`;
}

/** The button of a form, which stays where it is while the task is at work. */
export function Submit({ task, children }) {
  return html`<button class="strong" aria-busy=${Boolean(task.isBusy)}>${task.isBusy ? 'One moment …' : children}</button>`;
}

/** The path of an error begins with the argument: `["input", "lines", "1", "quantity"]` is `lines.1.quantity`. */
function nameOf({ field }) {
  return field?.slice(1).join('.');
}

export function Price({ price, prior }) {
  const less = reduction(price, prior);
  return html`<span class="price">
    <strong>${shown(price)}</strong>
    ${less > 0 && html` <span class="badge" data-state="REDUCED">−${less} %</span>`}
  </span>`;
}

const AVAILABILITY = { IN_STOCK: 'In stock', LOW_STOCK: 'Only a few left', OUT_OF_STOCK: 'Sold out' };

export function Availability({ of }) {
  return html`<span class="badge" data-state=${of}>${AVAILABILITY[of]}</span>`;
}

const STATUS = {
  PENDING: 'Waiting for payment',
  CONFIRMED: 'Confirmed',
  SHIPPED: 'On its way',
  DELIVERED: 'Delivered',
  CANCELLED: 'Cancelled',
};

export function statusInWords(status) {
  return STATUS[status] ?? status;
}

export function Status({ of }) {
  return html`<span class="badge" data-state=${of}>${statusInWords(of)}</span>`;
}

const INSTANT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export function Time({ at }) {
  return html`<time datetime=${at}>${INSTANT.format(new Date(at))}</time>`;
}

const told = signal(null);
let forgetting;

/** Says something in passing, with a link to read on. */
export function tell(text, address) {
  clearTimeout(forgetting);
  told.value = { text, address };
  forgetting = setTimeout(() => (told.value = null), 8000);
}

/** It is always there: a region that appears together with its text is not read aloud. */
export function Told() {
  const { text, address } = told.value ?? {};
  return html`<div class="told" role="status">
    ${text &&
    html`
      ${address ? html`<a href=${address}>${text}</a>` : html`<span>${text}</span>`}
      <button type="button" aria-label="Close" onClick=${() => (told.value = null)}>×</button>
    `}
  </div>`;
}
