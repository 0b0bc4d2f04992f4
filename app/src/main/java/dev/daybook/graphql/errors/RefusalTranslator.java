package dev.daybook.graphql.errors;

import java.util.List;
import java.util.Map;

/**
 * Translates the refusals of one subject into user errors. Each exception belongs to one translator, so that their order
 * does not matter.
 */
@FunctionalInterface
public interface RefusalTranslator {
    /**
     * The errors for an exception of this subject; none for any other.
     *
     * @param arguments of the mutation's field, in which an error finds the path that it is about
     */
    List<UserError> translate(Throwable thrown, Map<String, Object> arguments);
}
