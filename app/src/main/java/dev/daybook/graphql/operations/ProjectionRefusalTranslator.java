package dev.daybook.graphql.operations;

import dev.daybook.graphql.errors.RefusalTranslator;
import dev.daybook.graphql.errors.UserError;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.GenericError;
import dev.daybook.replay.RunInProgress;
import dev.daybook.replay.UnknownProjection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Translates the refusals of rebuilds of projections. */
@Component
class ProjectionRefusalTranslator implements RefusalTranslator {
    private static final List<String> PROJECTION = List.of("input", "name");

    @Override
    public List<UserError> translate(Throwable thrown, Map<String, Object> arguments) {
        return switch (thrown) {
            case UnknownProjection unknown ->
                List.of(new GenericError(Objects.requireNonNull(unknown.getMessage()), Code.NOT_FOUND, PROJECTION));
            case RunInProgress busy ->
                List.of(new GenericError(
                        Objects.requireNonNull(busy.getMessage()), Code.REBUILD_IN_PROGRESS, PROJECTION));
            default -> List.of();
        };
    }
}
