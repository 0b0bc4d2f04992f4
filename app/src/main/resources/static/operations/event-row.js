import { element } from './dom.js';
import { clock, number } from './wording.js';

/** A line of the log that opens to payload and metadata. They are built when they are looked at, which most never are. */
export function eventRow(event, onOpen) {
  const [module, name] = split(event.type);
  const details = element(
    'details',
    {},
    element(
      'summary',
      {},
      element('span', { class: 'type' }, element('small', {}, module), name),
      element('span', { class: 'actor' }, event.actor.label),
      clock(event.occurredAt),
      element('span', { class: 'position' }, `#${number(event.position)}`),
    ),
  );
  details.addEventListener('toggle', () => {
    if (details.open) {
      if (details.children.length === 1) {
        details.append(...inside(event));
      }
      onOpen(event);
    }
  });
  return element('li', { 'data-type': event.type, 'data-position': event.position }, details);
}

function split(type) {
  const dot = type.lastIndexOf('.') + 1;
  return [type.slice(0, dot), type.slice(dot)];
}

function inside(event) {
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
  return [
    event.aggregateType === 'Order'
      ? element('p', {}, element('a', { href: '#timeline' }, 'See the order over time'))
      : null,
    element(
      'dl',
      {},
      ...Object.entries(metadata)
        .filter(([, value]) => value !== null)
        .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, String(value))]),
    ),
    element('pre', { 'aria-label': 'Payload' }, JSON.stringify(event.payload, null, 2)),
  ].filter(Boolean);
}
