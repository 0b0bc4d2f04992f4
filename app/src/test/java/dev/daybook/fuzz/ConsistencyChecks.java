package dev.daybook.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up what the shop has written: each question finds what does not fit, so all answers should be empty. */
record ConsistencyChecks(JdbcClient jdbc) {
    private static final Map<String, String> QUESTIONS = Map.of(
            "Stock is the sum of its movements",
            """
            select s.id, s.on_hand, s.reserved, sum(m.on_hand_change), sum(m.reserved_change)
            from stock s left join stock_movements m on m.product_id = s.id
            group by s.id
            having s.on_hand <> coalesce(sum(m.on_hand_change), 0) or s.reserved <> coalesce(sum(m.reserved_change), 0)
            """,
            "What is reserved is what open orders wait for",
            """
            select s.id, s.reserved, open.pieces
            from stock s left join (
                select l.product_id, sum(l.quantity) as pieces from order_lines l join orders o on o.id = l.order_id
                where o.status in ('PENDING', 'CONFIRMED') group by l.product_id) as open on open.product_id = s.id
            where s.reserved <> coalesce(open.pieces, 0)
            """,
            "A balance is the sum of its entries",
            """
            select a.id, a.balance_amount, sum(e.entry_amount)
            from accounts a left join ledger_entries e on e.account_id = a.id
            group by a.id having a.balance_amount <> coalesce(sum(e.entry_amount), 0)
            """,
            "What one account sends another receives",
            """
            select currency, sum(entry_amount) from ledger_entries where kind in ('TRANSFER_IN', 'TRANSFER_OUT')
            group by currency having sum(entry_amount) <> 0
            """,
            "A transfer has two entries",
            """
            select (select coalesce(sum(transfer_amount), 0) from transfers) as sent,
                   (select coalesce(sum(entry_amount), 0) from ledger_entries where kind = 'TRANSFER_IN') as received
            where (select coalesce(sum(transfer_amount), 0) from transfers)
               <> (select coalesce(sum(entry_amount), 0) from ledger_entries where kind = 'TRANSFER_IN')
            """,
            "Orders that were paid from accounts were paid by accounts",
            """
            with ledger as (
                select coalesce(-sum(entry_amount) filter (where kind = 'PAYMENT'), 0) as paid,
                       coalesce(sum(entry_amount) filter (where kind = 'REFUND'), 0) as refunded
                from ledger_entries),
            bought as (
                select coalesce(sum(paid_amount), 0) as paid, coalesce(sum(refunded_amount), 0) as refunded
                from orders where payment_method = 'ACCOUNT')
            select ledger, bought from ledger, bought where ledger is distinct from bought
            """,
            "An order is the sum of its lines",
            """
            select o.id, o.total_amount, sum(l.total_amount), sum(l.quantity * l.unit_price_amount)
            from orders o left join order_lines l on l.order_id = o.id
            group by o.id
            having o.total_amount is distinct from sum(l.total_amount)
                or o.total_amount is distinct from sum(l.quantity * l.unit_price_amount)
            """,
            "No subscriber gave up",
            "select subscriber, event_id, cause from dead_letters");

    /** By the question. */
    Map<String, List<Map<String, Object>>> differences() {
        var found = new LinkedHashMap<String, List<Map<String, Object>>>();
        QUESTIONS.forEach((question, sql) -> {
            var rows = jdbc.sql(sql).query().listOfRows();
            if (!rows.isEmpty()) {
                found.put(question, rows);
            }
        });
        return found;
    }
}
