package dev.daybook.graphql.deadline;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Interceptor that gives each operation a {@link Deadline}. One timer checks those of all operations, since one for each
 * would cost more than a small query. A subscription has it until it begins.
 */
@Component
@Order(0)
class Deadlines implements WebGraphQlInterceptor {
    private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
    private final DeadlineSettings settings;

    Deadlines(DeadlineSettings settings) {
        this.settings = settings;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return Mono.using(
                this::begin,
                deadline -> {
                    request.configureExecutionInput(deadline::govern);
                    return chain.next(request)
                            .<WebGraphQlResponse>handle((response, answer) -> answer(deadline, response, answer));
                },
                this::end);
    }

    private Deadline begin() {
        var deadline = new Deadline(settings.deadline());
        running.add(deadline);
        return deadline;
    }

    private void end(Deadline deadline) {
        running.remove(deadline);
        deadline.end();
    }

    /** One that was just in time is answered as it is. */
    private static void answer(
            Deadline deadline, WebGraphQlResponse response, SynchronousSink<WebGraphQlResponse> answer) {
        if (deadline.isExpired() && !response.getErrors().isEmpty()) {
            log.warn("An operation has been ended by its deadline");
            answer.error(deadline.exceeded());
        } else {
            answer.next(response);
        }
    }

    @Scheduled(fixedRate = 100, timeUnit = TimeUnit.MILLISECONDS)
    void check() {
        running.forEach(Deadline::check);
    }
}
