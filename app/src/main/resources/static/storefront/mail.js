import { html } from '../common/html.js';
import { useTask } from './api.js';
import { Field, Form, Submit, tell } from './parts.js';
import { go, link } from './router.js';
import { send } from './transport.js';

const REQUEST_RESET = `mutation RequestReset($input: RequestPasswordResetInput!) {
  payload: requestPasswordReset(input: $input) { requested userErrors { code message field } }
}`;

const RESET = `mutation Reset($input: ResetPasswordInput!) {
  payload: resetPassword(input: $input) {
    user { username }
    userErrors { code message field }
  }
}`;

const CONFIRM = `mutation Confirm($input: ConfirmEmailChangeInput!) {
  payload: confirmEmailChange(input: $input) {
    user { username }
    userErrors { code message field }
  }
}`;

const useMutation = (document) => useTask(async (input) => (await send(document, { input })).payload);

export function Forgotten() {
  const task = useMutation(REQUEST_RESET);
  const requested = (payload) => payload && tell('If the shop knows the address, a mail is on its way.');
  return html`<section class="narrow">
    <h1 tabindex="-1">Forgotten password</h1>
    <p>You get a mail with a link, by which you choose another one.</p>
    <${Form} task=${task} onSubmit=${(input) => task.run(input).then(requested)}>
      <${Field} label="Email" name="email" type="email" autocomplete="email" required />
      <${Submit} task=${task}>Send the mail<//>
    <//>
  </section>`;
}

/** The link of a mail leads here: the token is behind the #, which no server gets to see. */
export function Reset({ token }) {
  const task = useMutation(RESET);
  return html`<${Proof} title="New password" task=${task} token=${token} done="Your password is changed: sign in." label="Change">
    <${Field}
      label="Password"
      name="newPassword"
      type="password"
      autocomplete="new-password"
      required
      hint="8 to 100 characters, with an upper-case letter and a digit"
    />
  <//>`;
}

/** Waits for a click: a mail program that looks at links would use the token up. */
export function Confirm({ token }) {
  const task = useMutation(CONFIRM);
  return html`<${Proof} title="Your email address" task=${task} token=${token} done="Your address is confirmed." label="Confirm" />`;
}

function Proof({ title, task, token, done, label, children }) {
  const proved = (payload) => {
    if (payload) {
      tell(done);
      go(link('sign-in'));
    }
  };
  return html`<section class="narrow">
    <h1 tabindex="-1">${title}</h1>
    <${Form} task=${task} onSubmit=${(input) => task.run({ ...input, token }).then(proved)}>
      ${children}
      <${Submit} task=${task}>${label}<//>
    <//>
  </section>`;
}
