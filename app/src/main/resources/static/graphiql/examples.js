/** The tabs that GraphiQL opens with, until somebody changes them. */
export const examples = [
  {
    query: `# What is in the shop?
# Press the play button, or Ctrl-Enter.
query Browse {
  products(first: 3) {
    nodes {
      id
      name
      price { amount currencyCode }
      category { name }
      availability
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    query: `# This is what the bar above does.
# Log in there to be somebody in every tab, or write
# {"Authorization": "Bearer <accessToken>"}
# into the headers below.
mutation LogIn($input: LogInInput!) {
  logIn(input: $input) {
    user { username role }
    session { accessToken accessTokenExpiresAt }
    userErrors { code message field }
  }
}
`,
    variables: json({ input: { login: 'ada', password: 'Daybook-demo-1' } }),
  },
  {
    query: `# Null without logging in.
query WhoAmI {
  me {
    username
    fullName
    role
    orders(first: 5) {
      nodes {
        number
        status
        placedAt
        total { amount currencyCode }
        lines { productName quantity lineTotal { amount } }
      }
      totalCount
    }
  }
}
`,
  },
  {
    query: `# Put the id of a product into the variables below:
# Browse shows some. The same key twice places
# one order, so take another for the next.
mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    order {
      number
      status
      total { amount currencyCode }
    }
    userErrors {
      code
      message
      field
      ... on InsufficientStockError { requested available }
    }
    idempotentReplay
  }
}
`,
    variables: json({
      input: {
        lines: [{ productId: '<id of a product>', quantity: 1 }],
        shippingAddress: '12 St James Square, London',
        idempotencyKey: `graphiql-${Date.now()}`,
      },
    }),
  },
  {
    query: `# For staff.
query AllOrders($first: Int = 20) {
  orders(first: $first) {
    nodes {
      number
      status
      placedAt
      total { amount currencyCode }
      user { username }
      lines {
        quantity
        unitPrice { amount }
        product {
          name
          category { name }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}
`,
    variables: json({ first: 20 }),
  },
  {
    query: `# What people write. Drafts are there for their
# author and for staff only.
query Posts {
  tags { name postCount }
  posts(first: 5) {
    nodes {
      id
      title
      status
      publishedAt
      viewCount
      author { username }
      tags { name }
    }
    totalCount
  }
}
`,
  },
  {
    query: `# Write something yourself, when you are logged in.
mutation WritePost($input: CreatePostInput!) {
  createPost(input: $input) {
    post {
      id
      slug
      status
      tags { name slug }
    }
    userErrors { code message field }
  }
}
`,
    variables: json({
      input: {
        title: 'A pen for left hands',
        content: 'It dries before the hand comes by.',
        tags: ['stationery', 'how-to'],
        publish: true,
      },
    }),
  },
  {
    query: `# The tree, what is in it, and what it costs.
query Tree {
  categories {
    name
    stats { productCount averagePrice { amount } }
    children { name stats { productCount } }
    products(first: 2, orderBy: {field: PRICE}) {
      totalCount
      nodes {
        name
        price { amount }
        lowestPriorPrice { amount }
      }
    }
  }
}
`,
  },
  {
    query: `# Goes on until you stop it. Place an order in
# another tab and look here again.
subscription StockAsItChanges {
  stockChanged {
    name
    availability
    stock { available }
  }
}
`,
  },
  {
    query: `# What is in your accounts, and what has become of
# your orders.
query MyMoney {
  me {
    accounts {
      id
      name
      balance { amount currencyCode }
      entries(first: 5) {
        nodes { kind amount { amount } balanceAfter { amount } reference }
      }
    }
    orders(first: 3) {
      nodes {
        id
        number
        paymentStatus
        total { amount currencyCode }
        reservedUntil
        timeline {
          nodes {
            __typename
            occurredAt
            actor { label }
            ... on OrderStatusEntry { from to reason }
            ... on OrderRefundEntry { amount { amount } reason }
            ... on OrderReturnEntry { reason }
          }
        }
      }
    }
    unreadNotificationCount
    notifications(first: 5) { nodes { message readAt } }
  }
}
`,
  },
  {
    query: `# The whole total, once. The tab before shows the ids
# of your orders and accounts.
mutation PayOrder($input: PayOrderInput!) {
  payOrder(input: $input) {
    order {
      status
      paymentStatus
      payments { method amount { amount } }
    }
    userErrors {
      code
      message
      field
      ... on InsufficientFundsError { requested { amount } available { amount } }
    }
  }
}
`,
    variables: json({
      input: {
        orderId: '<id of a pending order>',
        source: { accountId: '<id of an account>' },
        amount: { amount: '<its total>', currencyCode: 'EUR' },
        idempotencyKey: `graphiql-pay-${Date.now()}`,
      },
    }),
  },
  {
    query: `# Goes on until you stop it. Pay an order in the tab
# before and look here again.
subscription MyNotifications {
  notificationReceived {
    kind
    message
    createdAt
    order { number status }
  }
}
`,
  },
];

function json(variables) {
  return JSON.stringify(variables, null, 2);
}
