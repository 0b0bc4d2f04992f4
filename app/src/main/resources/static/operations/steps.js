import { money } from './wording.js';

/** What an entry of the timeline is called, and how it looks: the style sheet knows each `kind`. */
export function stepOf(entry) {
  return {
    ...worded(entry),
    actor: entry.actor.label,
    occurredAt: entry.occurredAt,
    at: Date.parse(entry.occurredAt),
  };
}

function worded(entry) {
  switch (entry.__typename) {
    case 'OrderPlacedEntry':
      return { kind: 'placed', status: 'PENDING', label: 'Placed', detail: money(entry.total) };
    case 'OrderStatusEntry':
      return { kind: entry.to.toLowerCase(), status: entry.to, label: sentence(entry.to), detail: entry.reason };
    case 'OrderPaymentEntry':
      return { kind: 'paid', label: 'Paid', detail: `${money(entry.amount)}, ${entry.method.toLowerCase()}` };
    case 'OrderRefundEntry':
      return {
        kind: 'refunded',
        label: 'Refunded',
        detail: [money(entry.amount), entry.reason].filter(Boolean).join(', '),
      };
    case 'OrderReturnEntry':
      return { kind: 'note', label: 'Goods returned', detail: entry.reason };
    case 'OrderNoteEntry':
      return { kind: 'note', label: 'Note', detail: entry.text };
    default:
      return { kind: 'note', label: entry.__typename.replace(/^Order|Entry$/g, '') };
  }
}

function sentence(word) {
  return word[0] + word.slice(1).toLowerCase();
}
