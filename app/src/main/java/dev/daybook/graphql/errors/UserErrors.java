package dev.daybook.graphql.errors;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Translates the refusals of all subjects into user errors, each with the field of the input that it is about. */
@Component
public class UserErrors {
    private final List<RefusalTranslator> translators;

    UserErrors(List<RefusalTranslator> translators) {
        this.translators = translators;
    }

    /** The errors for an expected exception; none for an unexpected one. */
    public List<UserError> of(Throwable thrown, Map<String, Object> arguments) {
        return translators.stream()
                .map(translator -> translator.translate(thrown, arguments))
                .filter(Predicate.not(List::isEmpty))
                .findFirst()
                .orElse(List.of());
    }
}
