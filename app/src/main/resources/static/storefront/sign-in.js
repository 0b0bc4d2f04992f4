import { signal } from '@preact/signals';
import { html } from '../common/html.js';
import { signInAt } from '../session/issuer.js';
import { shop } from '../session/shop.js';
import { useTask } from './api.js';
import { Field, Form, Submit } from './parts.js';
import { go, link } from './router.js';
import { adopt, hasExpired, logIn, register } from './session.js';

/** Where somebody wanted to go before. */
const onwards = (then = '') => (payload) => {
  if (payload) {
    go(link(then));
  }
};

/** Where one signs in, if it is not here. */
const issuer = signal();
shop.then((told) => (issuer.value = told.issuer));

export function SignIn({ then }) {
  return issuer.value ? html`<${AtIssuer} then=${then} />` : html`<${WithPassword} then=${then} />`;
}

export function Register({ then }) {
  return issuer.value ? html`<${AtIssuer} then=${then} />` : html`<${Anew} then=${then} />`;
}

/** The page of the issuer, or without a client there a place for a token. */
function AtIssuer({ then = '' }) {
  const { uri, clientId } = issuer.value;
  const back = new URL(link(then), location.href).href;
  const task = useTask(({ token }) => (clientId ? leaveFor(issuer.value, back) : adopt(token.trim())));
  return html`<section class="narrow">
    <h1 tabindex="-1">Sign in</h1>
    ${hasExpired.value && html`<p>Your session has ended. Please sign in again.</p>`}
    <p>You sign in at ${new URL(uri).host}.</p>
    <${Form} task=${task} onSubmit=${(input) => task.run(input).then(clientId ? undefined : onwards(then))}>
      ${!clientId && html`<${Field} label="Access token" name="token" type="password" autocomplete="off" required />`}
      <${Submit} task=${task}>Sign in<//>
    <//>
  </section>`;
}

async function leaveFor(issuer, back) {
  await signInAt(issuer, 'storefront', back);
  return { userErrors: [] };
}

function WithPassword({ then }) {
  const task = useTask(logIn);
  return html`<section class="narrow">
    <h1 tabindex="-1">Sign in</h1>
    ${hasExpired.value && html`<p>Your session has ended. Please sign in again.</p>`}
    <${Form} task=${task} onSubmit=${(input) => task.run(input).then(onwards(then))}>
      <${Field} label="Username or email" name="login" autocomplete="username" autocapitalize="none" required />
      <${Field} label="Password" name="password" type="password" autocomplete="current-password" required />
      <${Submit} task=${task}>Sign in<//>
    <//>
    <p><a href=${link('forgotten')}>Forgotten password?</a></p>
    <p>New here? <a href=${link('register', { then })}>Register</a></p>
  </section>`;
}

function Anew({ then }) {
  const task = useTask(({ fullName, ...input }) => register({ ...input, ...(fullName && { fullName }) }));
  return html`<section class="narrow">
    <h1 tabindex="-1">Register</h1>
    <${Form} task=${task} onSubmit=${(input) => task.run(input).then(onwards(then))}>
      <${Field} label="Username" name="username" autocomplete="username" autocapitalize="none" required hint="3 to 50 letters, digits and _" />
      <${Field} label="Email" name="email" type="email" autocomplete="email" required />
      <${Field} label="Full name (if you like)" name="fullName" autocomplete="name" />
      <${Field}
        label="Password"
        name="password"
        type="password"
        autocomplete="new-password"
        required
        hint="8 to 100 characters, with an upper-case letter and a digit"
      />
      <${Submit} task=${task}>Register<//>
    <//>
    ${task.failure?.mayHaveBeenDone && html`<p>You may be registered all the same: <a href=${link('sign-in', { then })}>try to sign in</a> first.</p>`}
    <p>Been here before? <a href=${link('sign-in', { then })}>Sign in</a></p>
  </section>`;
}
