package dev.daybook.benchmark;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;

/** Connection to the {@link Floor}, with all its statements prepared. */
final class FloorConnection implements LoadConnection {
    private final Connection connection;
    private final DataSize size;
    private final SplittableRandom random = new SplittableRandom();
    private final PreparedStatement product;
    private final PreparedStatement newestOrders;
    private final PreparedStatement newestItems;
    private final PreparedStatement insertOrder;
    private final PreparedStatement lockProduct;
    private final PreparedStatement insertItem;
    private final PreparedStatement insertItems;
    private final PreparedStatement take;
    private final PreparedStatement setTotal;
    private final PreparedStatement order;
    private final PreparedStatement items;

    FloorConnection(Connection connection, DataSize size) throws SQLException {
        this.connection = connection;
        this.size = size;
        connection.setAutoCommit(false);
        product = connection.prepareStatement("""
                select id, name, slug, description, price, stock_quantity, sku, is_active, category_id, created_at,
                    updated_at
                from products where sku = ?""");
        newestOrders = connection.prepareStatement("""
                select o.*, u.* from orders o left join users u on u.id = o.user_id
                order by o.created_at desc limit 20""");
        newestItems = connection.prepareStatement("""
                select i.*, p.*, c.* from order_items i
                left join products p on p.id = i.product_id
                left join categories c on c.id = p.category_id
                where i.order_id = any(array(select id from orders order by created_at desc limit 20))""");
        insertOrder = connection.prepareStatement("""
                insert into orders (order_number, user_id) values ('ORD-' || gen_random_uuid(), ?) returning id""");
        lockProduct = connection.prepareStatement("select price, stock_quantity from products where id = ? for update");
        insertItem = connection.prepareStatement("""
                insert into order_items (order_id, product_id, quantity, unit_price, total_price)
                values (?, ?, ?, ?, ?) returning id""");
        insertItems = connection.prepareStatement("""
                insert into order_items (order_id, product_id, quantity, unit_price, total_price)
                values (?, ?, ?, ?, ?), (?, ?, ?, ?, ?) returning id""");
        take = connection.prepareStatement("""
                update products set stock_quantity = stock_quantity - ?, updated_at = now() where id = ?""");
        setTotal = connection.prepareStatement("update orders set total_amount = ? where id = ?");
        order = connection.prepareStatement("select * from orders where id = ?");
        items = connection.prepareStatement("select * from order_items where order_id = ?");
    }

    @Override
    public boolean request(Workload workload) throws SQLException {
        return switch (workload) {
            case W1 -> reading(() -> rows(product, HttpDataSet.sku(anyButFirst())) == 1);
            case W2 -> reading(() -> rows(newestOrders) == 20 && rows(newestItems) >= 20);
            case W3 -> {
                // Locked in the order of their ids, so that no two orders wait for each other.
                var one = anyButFirst();
                yield placeTwo(one, one == size.products() ? 2 : one + 1);
            }
            case W4 -> placeOne(1);
            case W5 -> throw new IllegalArgumentException("A mix is no request");
        };
    }

    private interface Reading {
        boolean read() throws SQLException;
    }

    /** Reads outside of any transaction. */
    private boolean reading(Reading reading) throws SQLException {
        connection.setAutoCommit(true);
        return reading.read();
    }

    private boolean placeTwo(int first, int second) throws SQLException {
        connection.setAutoCommit(false);
        var id = insertOrder();
        var lower = Math.min(first, second);
        var higher = Math.max(first, second);
        var price = lock(lower);
        var otherPrice = lock(higher);
        var total = price.add(twice(otherPrice));
        rows(insertItems, id, lower, 1, price, price, id, higher, 2, otherPrice, twice(otherPrice));
        update(take, 1, lower);
        update(take, 2, higher);
        update(setTotal, total, id);
        connection.commit();
        return answer(id, 2);
    }

    private boolean placeOne(int product) throws SQLException {
        connection.setAutoCommit(false);
        var id = insertOrder();
        var price = lock(product);
        rows(insertItem, id, product, 1, price, price);
        update(take, 1, product);
        update(setTotal, price, id);
        connection.commit();
        return answer(id, 1);
    }

    private int insertOrder() throws SQLException {
        return first(insertOrder, Integer.class, random.nextInt(1, size.users() + 1));
    }

    private BigDecimal lock(int product) throws SQLException {
        return first(lockProduct, BigDecimal.class, product);
    }

    private static BigDecimal twice(BigDecimal price) {
        return price.add(price);
    }

    private boolean answer(int id, int lines) throws SQLException {
        connection.setAutoCommit(true);
        return rows(order, id) == 1 && rows(items, id) == lines;
    }

    private int anyButFirst() {
        return random.nextInt(2, size.products() + 1);
    }

    /** Receives all rows, and does not look at their values. */
    private static int rows(PreparedStatement query, Object... values) throws SQLException {
        set(query, values);
        try (var rows = query.executeQuery()) {
            var count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private static <T> T first(PreparedStatement query, Class<T> type, Object... values) throws SQLException {
        set(query, values);
        try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getObject(1, type);
        }
    }

    private static void update(PreparedStatement update, Object... values) throws SQLException {
        set(update, values);
        if (update.executeUpdate() != 1) {
            throw new IllegalStateException("No row for " + update);
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
