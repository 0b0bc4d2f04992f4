import { html } from '../common/html.js';
import { askOnce, useQuery, useTask } from './api.js';
import { shown } from './money.js';
import { Awaited, Field, Form, Submit, tell, Time } from './parts.js';
import { user } from './session.js';

const MONEY = `query MyMoney {
  me {
    accounts {
      id
      name
      balance { amount currencyCode }
      entries(first: 10) { nodes { id kind amount { amount currencyCode } reference occurredAt } }
    }
  }
}`;

const OPEN = `mutation OpenAccount($input: OpenAccountInput!) {
  payload: openAccount(input: $input) {
    account { id name }
    userErrors { code message field }
    idempotentReplay
  }
}`;

const DEPOSIT = `mutation Deposit($input: DepositFundsInput!) {
  payload: depositFunds(input: $input) {
    account { id name balance { amount currencyCode } }
    userErrors { code message field }
    idempotentReplay
  }
}`;

const KINDS = {
  DEPOSIT: 'Put in',
  TRANSFER_IN: 'Received',
  TRANSFER_OUT: 'Sent',
  PAYMENT: 'Paid for',
  REFUND: 'Given back for',
};

export function Money() {
  const query = useQuery(MONEY);
  return html`
    <h1 tabindex="-1">Your money</h1>
    <div class="columns">
      <div>
        <${Awaited} query=${query}>
          ${({ me }) =>
            me?.accounts.length
              ? me.accounts.map((account) => html`<${Account} key=${account.id} account=${account} done=${query.reload} />`)
              : html`<p class="nothing">No account yet.</p>`}
        <//>
      </div>
      <section class="summary" aria-labelledby="open-title">
        <h2 id="open-title">Open an account</h2>
        <${Open} done=${query.reload} />
      </section>
    </div>
  `;
}

function Account({ account, done }) {
  const { id, name, balance, entries } = account;
  return html`<section class="account" aria-labelledby="account-${id}">
    <header class="title">
      <h2 id="account-${id}">${name}</h2>
      <strong class="balance">${shown(balance)}</strong>
    </header>
    <ul class="rows">
      ${entries.nodes.map(
        (entry) => html`<li key=${entry.id}>
          <div>${KINDS[entry.kind] ?? entry.kind} ${entry.reference}<p class="quiet"><${Time} at=${entry.occurredAt} /></p></div>
          <span class="sum">${shown(entry.amount)}</span>
        </li>`,
      )}
    </ul>
    ${user.value.role === 'CUSTOMER'
      ? entries.nodes.length === 0 && html`<p class="quiet">Nothing in it yet. It is the shop's staff who put money in.</p>`
      : html`<${Deposit} account=${account} done=${done} />`}
  </section>`;
}

function Open({ done }) {
  const task = useTask((input) => askOnce('openAccount', OPEN, input));
  const opened = (payload) => {
    if (payload) {
      tell(`Account ${payload.account.name} is open.`);
      done();
    }
  };
  return html`<${Form} task=${task} onSubmit=${(input) => task.run(input).then(opened)}>
    <${Field} label="Name" name="name" required maxlength="100" value="Savings" />
    <${Field} label="Currency" name="currencyCode" required maxlength="3" value="EUR" hint="Three letters, such as EUR" />
    <${Submit} task=${task}>Open<//>
  <//>`;
}

/** For staff, who may put money into any account; their own are here. */
function Deposit({ account: { id, balance }, done }) {
  const task = useTask(({ 'amount.amount': amount, reference }) =>
    askOnce(`depositFunds.${id}`, DEPOSIT, {
      accountId: id,
      amount: { amount, currencyCode: balance.currencyCode },
      reference,
    }),
  );
  return html`<${Form} task=${task} onSubmit=${(input) => task.run(input).then((payload) => payload && done())} class="inline">
    <${Field} label="Amount in ${balance.currencyCode}" name="amount.amount" inputmode="decimal" required />
    <${Field} label="For" name="reference" required maxlength="200" />
    <${Submit} task=${task}>Put in<//>
  <//>`;
}
