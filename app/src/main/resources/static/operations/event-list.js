import { eventRow } from './event-row.js';

/** More would only make the page slow: who looks for older ones asks `events`. */
const KEPT = 200;

/** The newest events on top. While it is paused they are held back, also no more than are kept. */
export function eventList(list, { onOpen, onHeld }) {
  let arrived = [];
  let paused = false;
  let held = 0;
  let scheduled;

  function add(event) {
    arrived.push(event);
    if (arrived.length > KEPT) {
      arrived.shift();
    }
    if (paused) {
      held += 1;
      onHeld(paused, held);
    } else {
      schedule();
    }
  }

  /** A page in the background draws no frames, so a timer. */
  function schedule() {
    scheduled ??= setTimeout(() => {
      scheduled = undefined;
      if (!paused) {
        draw();
      }
    }, 50);
  }

  function draw() {
    const before = list.scrollHeight;
    list.prepend(...arrived.reverse().map((event) => eventRow(event, onOpen)));
    arrived = [];
    if (isRead()) {
      list.scrollTop += list.scrollHeight - before;
    }
    while (list.children.length > KEPT) {
      list.lastElementChild.remove();
    }
  }

  /** Then what is read stays where it is, and what is new comes in above. */
  function isRead() {
    const reading = list.querySelector('details[open], :focus-visible');
    return list.scrollTop > 0 || (reading !== null && reading.offsetTop < list.clientHeight);
  }

  return {
    add,
    isPaused: () => paused,
    pause(pause) {
      paused = pause;
      held = 0;
      onHeld(paused, held);
      schedule();
    },
    clear() {
      arrived = [];
      held = 0;
      onHeld(paused, held);
      list.replaceChildren();
    },
  };
}
