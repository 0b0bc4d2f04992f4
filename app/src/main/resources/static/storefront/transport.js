import { record } from './requests.js';

export const graphQlUrl = '/graphql';

/** Codes of errors that come before anything is done. */
const DONE_NOTHING = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_REQUEST', 'QUERY_TOO_COMPLEX', 'RATE_LIMITED']);

/** A request without an answer to show. It may have been done nevertheless, unless the shop says otherwise. */
export class ShopError extends Error {
  constructor(message, extensions = {}) {
    super(message);
    this.code = extensions.code;
    this.mayHaveBeenDone = extensions.mayHaveBeenDone ?? !DONE_NOTHING.has(extensions.code);
  }
}

/** Sends a document and answers with its data. Whatever else comes back is thrown. */
export async function send(document, variables, headers) {
  const request = record(document, variables);
  let response;
  try {
    response = await fetch(graphQlUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ query: document, variables }),
    });
  } catch {
    request.end('no answer');
    throw new ShopError('The shop cannot be reached.', { code: 'UNREACHABLE' });
  }
  const answer = await response.json().catch(() => ({}));
  request.end(response.status, answer);
  const { data, errors } = answer;
  if (errors?.length || !data) {
    throw new ShopError(errors?.[0].message ?? `The shop answered ${response.status}.`, errors?.[0].extensions);
  }
  return data;
}
