package dev.daybook.commands;

import dev.daybook.catalog.ReadAhead;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Aggregates that the command on this thread has announced. */
@Component
public class AnnouncedAggregates implements ReadAhead {
    private static final String KEY = AnnouncedAggregates.class.getName();

    @Override
    public void announce(Collection<?> aggregates) {
        var ids = aggregates.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
        CurrentUnitOfWork.get().root().resources().put(KEY, ids);
    }

    /** Ids of those that were announced last. */
    public static Set<String> of(UnitOfWork<?> root) {
        return root.getOrDefaultResource(KEY, Set.of());
    }
}
