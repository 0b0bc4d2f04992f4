package dev.daybook.graphql.posts;

import dev.daybook.graphql.errors.RefusalTranslator;
import dev.daybook.graphql.errors.UserError;
import dev.daybook.graphql.errors.UserError.IllegalTransitionError;
import dev.daybook.graphql.errors.UserError.VersionConflictError;
import dev.daybook.users.post.PostRefusal;
import dev.daybook.users.post.PostRefused;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Translates the refusals of posts. */
@Component
class PostRefusalTranslator implements RefusalTranslator {
    @Override
    public List<UserError> translate(Throwable thrown, Map<String, Object> arguments) {
        return switch (thrown) {
            case PostRefused refused -> List.of(translate(refused.refusal()));
            default -> List.of();
        };
    }

    private static UserError translate(PostRefusal refusal) {
        return switch (refusal) {
            case PostRefusal.IllegalTransition illegal ->
                IllegalTransitionError.of(
                        illegal.from(), illegal.to(), illegal.from().next(), "postId");
            case PostRefusal.VersionConflict conflict ->
                VersionConflictError.of("post", conflict.expected(), conflict.actual());
        };
    }
}
