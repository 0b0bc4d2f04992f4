import { signal } from '@preact/signals';

const KEPT = 100;
const SECRET = /password|token/i;

/** What was sent lately, newest first, for the panel that shows it. */
export const requests = signal([]);

let last = 0;

/** Notes a request, without its secrets. `tell` and `end` add an answer to it. */
export function record(document, variables) {
  const [, kind, operation] = document.match(/(query|mutation|subscription)\s+(\w+)/);
  const id = ++last;
  const begin = performance.now();
  requests.value = [
    { id, kind, operation, document, variables: withoutSecrets(variables ?? {}), status: '…', answers: 0 },
    ...requests.value,
  ].slice(0, KEPT);

  const change = (difference) => {
    requests.value = requests.value.map((request) =>
      request.id === id ? { ...request, ...difference(request) } : request,
    );
  };
  return {
    tell: (answer) =>
      change(({ answers }) => ({ status: 'live', answers: answers + 1, answer: withoutSecrets(answer) })),
    end: (status, answer) =>
      change((request) => ({
        status,
        answer: answer ? withoutSecrets(answer) : request.answer,
        milliseconds: Math.round(performance.now() - begin),
      })),
  };
}

function withoutSecrets(value) {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (SECRET.test(key) && typeof inner === 'string' ? '•••' : inner)),
  );
}
