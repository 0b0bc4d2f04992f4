import './webSocket';
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { gql } from '@apollo/client';
import type { Unsubscribable } from 'rxjs';
import { client } from './apollo';
import { LogOut, MyOrders, OpenAccount, OrderUpdated, PayOrder, PlaceOrder, Products, Register } from './documents';
import type { ProductsQuery } from './gql/graphql';
import { signIn } from './session';
import { buy, until } from './shopping';

type Connection = ProductsQuery['products'];
const idsOf = ({ edges }: Connection) => edges.map(({ node }) => node.id);

const { data } = await client.query({ query: Products, variables: { first: 6 }, fetchPolicy: 'no-cache' });
const all = data!.products;
const ids = idsOf(all);
assert.equal(ids.length, 6);

// From the middle of the list to both sides.
const pages = client.watchQuery({ query: Products, variables: { first: 2, after: all.edges[1].cursor } });
let shown: Connection | undefined;
const isShown = (expected: string[]) => () => shown !== undefined && isDeepStrictEqual(idsOf(shown), expected);
pages.subscribe(({ data, dataState }) => {
  if (dataState === 'complete') {
    shown = data.products;
  }
});
await until(isShown(ids.slice(2, 4)));
await pages.fetchMore({ variables: { after: shown!.pageInfo.endCursor } });
await until(isShown(ids.slice(2)));
await pages.fetchMore({ variables: { first: null, after: null, last: 2, before: shown!.pageInfo.startCursor } });
await until(isShown(ids));

// What is asked of an interface, and half of a price, of which the cache has had the other half.
const { data: found } = await client.query<{ node: { version: number } }>({
  query: gql`
    query ProductAgain($id: ID!) {
      node(id: $id) { id ... on Versioned { version } ... on Product { price { amount } } }
    }
  `,
  variables: { id: ids[0] },
});
assert.ok(found!.node.version >= 1);
const price = gql`
  fragment Price on Product { price { amount currencyCode } }
`;
assert.ok(client.readFragment({ id: `Product:${ids[0]}`, fragment: price }));

const listed: string[] = [];
await buy(
  {
    async register(input) {
      const { data } = await client.mutate({ mutation: Register, variables: { input } });
      signIn(data?.registerUser.session);
      return data?.registerUser.user?.username;
    },
    async openAccount(input) {
      const { data } = await client.mutate({ mutation: OpenAccount, variables: { input } });
      return data!.openAccount.account!.id;
    },
    async order(input) {
      const { data } = await client.mutate({ mutation: PlaceOrder, variables: { input } });
      const { order, idempotentReplay } = data!.placeOrder;
      return { id: order!.id, amount: order!.total.amount, isReplay: idempotentReplay };
    },
    async pay(input) {
      const { data } = await client.mutate({ mutation: PayOrder, variables: { input } });
      return data!.payOrder.order!.paymentStatus;
    },
    watch(id, onStatus, onError) {
      const order = client.subscribe({ query: OrderUpdated, variables: { id } });
      let live: Unsubscribable | undefined;
      const list = client.watchQuery({ query: MyOrders }).subscribe(({ data, dataState }) => {
        if (dataState === 'complete') {
          if (data.me) {
            listed.push(data.me.orders.edges[0].node.status);
          }
          live ??= order.subscribe(({ data, error }) => (data ? onStatus(data.orderUpdated.status) : onError(error)));
        }
      });
      return async () => {
        await until(() => listed.at(-1) === 'SHIPPED');
        live?.unsubscribe();
        list.unsubscribe();
      };
    },
    async logOut() {
      const { data } = await client.mutate({ mutation: LogOut });
      signIn(null);
      await client.clearStore();
      return data!.logOut.endedSessions;
    },
    async name() {
      const { data } = await client.query({ query: MyOrders, fetchPolicy: 'network-only' });
      return data?.me?.username;
    },
  },
  ids[0],
);
// The list was asked for once, and the cache has told it of each change.
assert.deepEqual(listed, ['PENDING', 'CONFIRMED', 'SHIPPED']);
