import { html } from '../common/html.js';
import { useTask } from './api.js';
import { Field, Form, Submit } from './parts.js';
import { go, link } from './router.js';
import { hasExpired, logIn, register } from './session.js';

/** Where somebody wanted to go before. */
const onwards = (then = '') => (payload) => {
  if (payload) {
    go(link(then));
  }
};

export function SignIn({ then }) {
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

export function Register({ then }) {
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
