package dev.daybook.subscribers;

import dev.daybook.database.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Gauges of the health of subscribers, which is the same on every node but for failures. */
@Component
class SubscriberMeters {
    private final MeterRegistry meters;
    private final Sample<List<SubscriberHealth>> health;

    SubscriberMeters(
            SubscriberCheck check,
            ObjectProvider<Subscriber> subscribers,
            ObjectProvider<OrderedSubscriber> ordered,
            MeterRegistry meters) {
        this.meters = meters;
        this.health = new Sample<>(check::all);
        measure(SubscriberConfiguration.NOTIFICATION_SENDER.name());
        subscribers.stream().map(Subscriber::name).forEach(this::measure);
        ordered.stream().map(OrderedSubscriber::name).forEach(this::measure);
    }

    private void measure(String subscriber) {
        gauge(subscriber, "lag", "Positions between a subscriber and the horizon", SubscriberHealth::lag);
        gauge(
                subscriber,
                "late",
                "1 when an event has waited for the subscriber for long",
                is -> is.caughtUp() ? 0 : 1);
        gauge(
                subscriber,
                "failing",
                "1 when a failure stops the subscriber on this node",
                is -> is.error() == null ? 0 : 1);
        gauge(
                subscriber,
                "dead.letters",
                "Events that the subscriber could not handle",
                SubscriberHealth::deadLetterCount);
    }

    private void gauge(String subscriber, String name, String description, ToDoubleFunction<SubscriberHealth> figure) {
        Gauge.builder("daybook.subscriber." + name, () -> health.figure(all -> of(subscriber, all, figure)))
                .description(description)
                .tag("subscriber", subscriber)
                .register(meters);
    }

    private static double of(String name, List<SubscriberHealth> all, ToDoubleFunction<SubscriberHealth> figure) {
        return all.stream()
                .filter(one -> one.name().equals(name))
                .mapToDouble(figure)
                .findFirst()
                .orElse(Double.NaN);
    }
}
