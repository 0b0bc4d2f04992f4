import assert from 'node:assert/strict';
import type { OpenAccountInput, PayOrderInput, PlaceOrderInput, RegisterUserInput } from './gql/graphql';
import { shop } from './session';

/** What a customer does, by some client. */
export interface Customer {
  register(input: RegisterUserInput): Promise<string | undefined>;
  openAccount(input: OpenAccountInput): Promise<string>;
  order(input: PlaceOrderInput): Promise<{ id: string; amount: string; isReplay: boolean }>;
  pay(input: PayOrderInput): Promise<string>;
  watch(order: string, onStatus: (status: string) => void, onError: (error: unknown) => void): () => unknown;
  logOut(): Promise<number>;
  name(): Promise<string | undefined>;
}

/** Registers, orders, pays, watches the order beyond the end of an access token, and logs out. Staff do their part. */
export async function buy(customer: Customer, product: string) {
  const username = `eve_${process.pid}`;
  const identity = { username, email: `${username}@example.com`, password: 'Correct-horse-1' };
  assert.equal(await customer.register(identity), username);
  const accountId = await customer.openAccount({ name: 'Savings', currencyCode: 'EUR' });
  await asStaff('DepositFundsInput!', 'depositFunds', {
    accountId,
    amount: { amount: '5000.00', currencyCode: 'EUR' },
    reference: 'Cash',
    idempotencyKey: crypto.randomUUID(),
  });

  const input = { lines: [{ productId: product, quantity: 1 }], idempotencyKey: crypto.randomUUID() };
  const order = await customer.order(input);
  assert.equal(order.isReplay, false);
  assert.deepEqual(await customer.order(input), { ...order, isReplay: true });

  const statuses: string[] = [];
  const fail = (error: unknown) => {
    throw error;
  };
  const end = customer.watch(order.id, (status) => statuses.push(status), fail);
  await until(() => statuses.length > 0);
  const paid = await customer.pay({
    orderId: order.id,
    source: { accountId },
    amount: { amount: order.amount, currencyCode: 'EUR' },
    idempotencyKey: crypto.randomUUID(),
  });
  assert.equal(paid, 'PAID');
  await until(() => statuses.at(-1) === 'CONFIRMED');
  // A subscription that begins again tells the order again.
  const told = statuses.length;
  await until(() => statuses.length > told);
  await asStaff('ShipOrderInput!', 'shipOrder', { orderId: order.id, idempotencyKey: crypto.randomUUID() });
  await until(() => statuses.at(-1) === 'SHIPPED');
  await end();

  assert.equal(await customer.name(), username);
  assert.equal(await customer.logOut(), 1);
  assert.equal(await customer.name(), undefined);
  const error = await new Promise((resolve) => {
    customer.watch(order.id, () => assert.fail('a stranger watches an order'), resolve);
  });
  assert.match(String((error as Error).message), /sign|UNAUTHENTICATED/i);
}

/** Waits for what happens by itself. */
export async function until(isSo: () => boolean) {
  const end = Date.now() + 45_000;
  while (!isSo()) {
    assert.ok(Date.now() < end, `Waited in vain until ${isSo}`);
    await new Promise((goOn) => setTimeout(goOn, 20));
  }
}

async function asStaff(type: string, mutation: string, input: object) {
  const { session } = await send('LogInInput!', 'logIn', 'session { accessToken }', {
    login: 'grace',
    password: 'Daybook-demo-1',
  });
  await send(type, mutation, 'idempotentReplay', input, session.accessToken);
}

async function send(type: string, mutation: string, selection: string, input: object, token?: string) {
  const response = await fetch(`${shop}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify({
      query: `mutation ($input: ${type}) { answer: ${mutation}(input: $input) { ${selection} userErrors { message } } }`,
      variables: { input },
    }),
  });
  const { answer } = (await response.json()).data;
  assert.deepEqual(answer.userErrors, []);
  return answer;
}
