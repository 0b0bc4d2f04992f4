create table users (
    id              serial       primary key,
    username        varchar(50)  not null unique,
    email           varchar(255) not null unique,
    hashed_password varchar(255) not null,
    full_name       varchar(100),
    bio             text,
    is_active       boolean      not null default true,
    is_superuser    boolean      not null default false,
    created_at      timestamptz  not null default now(),
    updated_at      timestamptz  not null default now()
);
create table categories (
    id          serial       primary key,
    name        varchar(100) not null unique,
    slug        varchar(100) not null unique,
    description text,
    parent_id   integer references categories,
    created_at  timestamptz  default now()
);
create table products (
    id             serial         primary key,
    name           varchar(200)   not null,
    slug           varchar(200)   not null unique,
    description    text,
    price          numeric(10, 2) not null check (price >= 0),
    stock_quantity integer        not null check (stock_quantity >= 0),
    sku            varchar(50)    not null unique,
    is_active      boolean        not null default true,
    category_id    integer references categories,
    created_at     timestamptz    default now(),
    updated_at     timestamptz    default now(),
    unique (name, category_id)
);
create index products_by_name on products (name);
create index products_by_category on products (category_id, price);
create table orders (
    id           serial         primary key,
    order_number varchar(50)    not null unique,
    status       text           not null default 'PENDING',
    total_amount numeric(10, 2) not null default 0,
    user_id      integer        not null references users,
    created_at   timestamptz    not null default now()
);
create index orders_by_age on orders (created_at);
create index orders_by_user on orders (user_id);
create table order_items (
    id          serial         primary key,
    order_id    integer        not null references orders,
    product_id  integer        not null references products,
    quantity    integer        not null,
    unit_price  numeric(10, 2) not null,
    total_price numeric(10, 2) not null
);
create index order_items_by_order on order_items (order_id);

select setseed(0.42);
insert into users (username, email, hashed_password, full_name, bio)
select 'user' || n, 'user' || n || '@example.com', md5('password' || n) || md5(n::text), 'User Number ' || n,
       case when n % 3 = 0 then 'Bio of user ' || n end
from generate_series(1, current_setting('floor.users')::int) n;
insert into categories (name, slug, description, parent_id)
select 'Category ' || n, 'category-' || n, 'All about category ' || n, case when n > 10 then 1 + (n - 1) % 10 end
from generate_series(1, current_setting('floor.categories')::int) n;
insert into products (name, slug, description, price, stock_quantity, sku, category_id)
select 'Product ' || n, 'product-' || lpad(n::text, 6, '0'),
       'Description of product ' || n || '. ' || repeat('Lorem ipsum dolor sit amet. ', 4),
       round((1 + random() * 499)::numeric, 2), case when n = 1 then 1000000 else 100000 end,
       'SKU-' || lpad(n::text, 6, '0'), 1 + n * 7 % current_setting('floor.categories')::int
from generate_series(1, current_setting('floor.products')::int) n;
insert into orders (order_number, status, user_id, created_at)
select 'ORD-SEED-' || lpad(n::text, 7, '0'),
       (array ['PENDING', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED'])[1 + floor(random() * 5)::int],
       1 + floor(random() * current_setting('floor.users')::int)::int,
       timestamptz '2026-01-01' + n * interval '1 minute'
from generate_series(1, current_setting('floor.orders')::int) n;
insert into order_items (order_id, product_id, quantity, unit_price, total_price)
select line.order_id, product.id, line.quantity, product.price, product.price * line.quantity
from (select 1 + (n - 1) / 3 as order_id,
             2 + floor(random() * (current_setting('floor.products')::int - 1))::int as product_id,
             1 + floor(random() * 3)::int as quantity
      from generate_series(1, 3 * current_setting('floor.orders')::int) n) line
join products product on product.id = line.product_id;
update orders set total_amount = (select sum(total_price) from order_items where order_id = orders.id);
