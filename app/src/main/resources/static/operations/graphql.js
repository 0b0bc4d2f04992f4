import { authorization } from '../session/session.js';
import { graphQlUrl } from '../session/urls.js';

/** Asks, with a fresh token when the first was refused, and throws what can be shown when there is no answer. */
export async function ask(query, variables) {
  const headers = await authorization();
  let response = await post(query, variables, headers);
  if (response.status === 401) {
    response = await post(query, variables, await authorization(headers));
  }
  const { data, errors } = await response.json().catch(() => ({}));
  if (errors?.length || !data) {
    throw new Error(sentence(errors?.[0].message ?? `The shop answered ${response.status}`));
  }
  return data;
}

/** Asks for a change, whose field is named `payload` in the document. What the shop objects to is thrown too. */
export async function change(mutation, variables) {
  const { payload } = await ask(mutation, variables);
  if (payload.userErrors.length > 0) {
    throw new Error(payload.userErrors.map((error) => sentence(error.message)).join(' '));
  }
  return payload;
}

async function post(query, variables, headers) {
  try {
    return await fetch(graphQlUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
  } catch {
    throw new Error('The shop cannot be reached.');
  }
}

/** Something may follow it. */
function sentence(message) {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
