import assert from 'node:assert/strict';
import { LogOut, MyOrders, OpenAccount, OrderUpdated, PayOrder, PlaceOrder, Products, Register } from './documents';
import { signIn } from './session';
import { buy } from './shopping';
import { client } from './urql';

// On a machine whose clock is late the shop is the first to know that a token has expired.
const now = Date.now;
Date.now = () => now() - 3_600_000;

const { data: all } = await client.query(Products, { first: 4 });
const { edges } = all!.products;
const { data: next } = await client.query(Products, { first: 2, after: edges[1].cursor });
assert.deepEqual(next!.products.edges, edges.slice(2));
const { data: previous } = await client.query(Products, { last: 2, before: edges[2].cursor });
assert.deepEqual(previous!.products.edges, edges.slice(0, 2));

await buy(
  {
    async register(input) {
      const { data } = await client.mutation(Register, { input });
      signIn(data?.registerUser.session);
      return data?.registerUser.user?.username;
    },
    async openAccount(input) {
      const { data } = await client.mutation(OpenAccount, { input });
      return data!.openAccount.account!.id;
    },
    async order(input) {
      const { data } = await client.mutation(PlaceOrder, { input });
      const { order, idempotentReplay } = data!.placeOrder;
      return { id: order!.id, amount: order!.total.amount, isReplay: idempotentReplay };
    },
    async pay(input) {
      const { data } = await client.mutation(PayOrder, { input });
      return data!.payOrder.order!.paymentStatus;
    },
    watch(id, onStatus, onError) {
      return client.subscription(OrderUpdated, { id }).subscribe(({ data, error }) => {
        if (data) {
          onStatus(data.orderUpdated.status);
        } else {
          onError(error);
        }
      }).unsubscribe;
    },
    async logOut() {
      const { data } = await client.mutation(LogOut, {});
      signIn(null);
      return data!.logOut.endedSessions;
    },
    async name() {
      const { data } = await client.query(MyOrders, {}, { requestPolicy: 'network-only' });
      return data?.me?.username;
    },
  },
  edges[1].node.id,
);
