package dev.daybook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.database.ViewMappings;
import dev.daybook.users.CrossStreamHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class CrossStreamHandlerTest {
    private final ApplicationContextRunner shop = new ApplicationContextRunner()
            .withBean(JdbcMappingContext.class)
            .withUserConfiguration(ViewMappings.class, ProjectionRegistry.class, ParcelProjection.class);

    @Lazy
    @ProcessingGroup("parcels")
    static class ParcelProjection {
        ParcelProjection(JdbcAggregateOperations rows) {}
    }

    @Lazy
    @CrossStreamHandler
    @ProcessingGroup("parcels")
    static class ErasedParcels {
        ErasedParcels(JdbcClient jdbc) {}
    }

    @Lazy
    @ProcessingGroup("parcels")
    static class Unmarked {
        Unmarked(JdbcClient jdbc) {}
    }

    @Lazy
    @CrossStreamHandler
    @ProcessingGroup("parcels")
    static class MarkedProjection {
        MarkedProjection(JdbcAggregateOperations rows) {}
    }

    @Lazy
    @CrossStreamHandler
    @ProcessingGroup("parcels")
    static class TakesMore {
        TakesMore(JdbcClient jdbc, JdbcAggregateOperations rows) {}
    }

    @Lazy
    @CrossStreamHandler
    static class OfNoProjection {
        OfNoProjection(JdbcClient jdbc) {}
    }

    @Lazy
    @CrossStreamHandler
    @DisallowReplay
    @ProcessingGroup("parcel-sender")
    static class NeverReplayed {
        NeverReplayed(JdbcClient jdbc) {}
    }

    @Test
    void a_cross_stream_handler_belongs_to_the_projection_of_its_group_apart_from_the_others() {
        shop.withUserConfiguration(ErasedParcels.class).run(context -> {
            var parcels = context.getBean(ProjectionRegistry.class).named("parcels");
            assertThat(parcels.streamHandlers()).containsExactly(ParcelProjection.class);
            assertThat(parcels.crossStreamHandlers()).containsExactly(ErasedParcels.class);
        });
    }

    @ParameterizedTest
    @ValueSource(classes = {Unmarked.class, MarkedProjection.class, TakesMore.class})
    void a_component_that_takes_something_else_than_its_mark_says_is_refused_at_start(Class<?> component) {
        refuses(component, "has no constructor that takes");
    }

    @ParameterizedTest
    @ValueSource(classes = {OfNoProjection.class, NeverReplayed.class})
    void a_cross_stream_handler_of_no_projection_is_refused_at_start(Class<?> component) {
        refuses(component, "of no projection that may be replayed");
    }

    private void refuses(Class<?> component, String reason) {
        shop.withUserConfiguration(component)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContainingAll(component.getName(), reason));
    }
}
