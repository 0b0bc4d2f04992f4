/** Does something now and again and again, but not while nobody looks. Answers how to stop it. */
export function poll(milliseconds, task) {
  let next;
  let busy = false;
  let stopped = false;

  async function turn() {
    if (busy || stopped || document.hidden) {
      return;
    }
    clearTimeout(next);
    busy = true;
    await task();
    busy = false;
    if (!stopped) {
      next = setTimeout(turn, milliseconds);
    }
  }

  document.addEventListener('visibilitychange', turn);
  addEventListener('online', turn);
  turn();
  return () => {
    stopped = true;
    clearTimeout(next);
    document.removeEventListener('visibilitychange', turn);
    removeEventListener('online', turn);
  };
}
