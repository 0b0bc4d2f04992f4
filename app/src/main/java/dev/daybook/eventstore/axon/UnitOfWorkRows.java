package dev.daybook.eventstore.axon;

import dev.daybook.commands.CommandRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategy;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.util.Streamable;
import org.springframework.stereotype.Component;

/** Spring Data's operations on rows, which projections of a command read and write by its {@link CommitBatches batch}. */
@Component("jdbcAggregateTemplate")
class UnitOfWorkRows extends JdbcAggregateTemplate {
    private final CommitBatches batches;

    UnitOfWorkRows(
            ApplicationContext context,
            JdbcMappingContext mappings,
            JdbcConverter converter,
            DataAccessStrategy strategy,
            CommitBatches batches) {
        super(context, mappings, converter, strategy);
        this.batches = batches;
    }

    @Override
    public <T> @Nullable T findById(Object id, Class<T> view) {
        var batch = batches.current();
        return batch.isPresent()
                ? batch.get().find(view, id)
                : read(view, List.of(id)).stream().findFirst().orElse(null);
    }

    @Override
    public <T> List<T> findAllById(Iterable<?> ids, Class<T> view) {
        var batch = batches.current();
        var wanted = Streamable.of(ids).toList();
        return batch.isPresent() ? batch.get().rows().findAll(view, wanted) : read(view, wanted);
    }

    /** Reads outside of a batch. */
    private <T> List<T> read(Class<T> view, List<?> ids) {
        var rows = batches.read().findAll(view, ids);
        CommandRows.note(rows);
        return rows;
    }

    @Override
    public <T> T insert(T row) {
        var batch = batches.current();
        if (batch.isEmpty()) {
            return super.insert(row);
        }
        batch.get().changing().insert(row);
        return row;
    }

    @Override
    public <T> List<T> insertAll(Iterable<T> rows) {
        var inserted = new ArrayList<T>();
        rows.forEach(row -> inserted.add(insert(row)));
        return inserted;
    }

    @Override
    public <T> T upsert(T row) {
        var batch = batches.current();
        if (batch.isEmpty()) {
            return super.upsert(row);
        }
        batch.get().changing().upsert(row);
        return row;
    }

    @Override
    public <T> void deleteById(Object id, Class<T> view) {
        var batch = batches.current();
        if (batch.isEmpty()) {
            super.deleteById(id, view);
        } else {
            batch.get().changing().delete(view, id);
        }
    }
}
