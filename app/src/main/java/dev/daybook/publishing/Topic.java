package dev.daybook.publishing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Topic that holds the log. It is created before its first event, if it does not exist, and never after: a new one in place of one
 * that was deleted would lack what was published to that.
 */
final class Topic {
    private static final int TIMEOUT_MILLIS = 2_000;

    private final PublishingSettings settings;
    private final Map<String, Object> connection;
    private final JdbcClient jdbc;

    Topic(PublishingSettings settings, Map<String, Object> connection, JdbcClient jdbc) {
        this.settings = settings;
        this.connection = new HashMap<>(connection);
        this.connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        this.connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        this.jdbc = jdbc;
    }

    String name() {
        return settings.topic();
    }

    /** Makes sure that it exists. The producer must not ask for it before, since brokers may create what they are asked for. */
    void require(long nextPosition) {
        try (var admin = Admin.create(connection)) {
            if (!exists(admin)) {
                if (isPublishedUpTo(nextPosition)) {
                    throw new PublishingFailed(
                            name(),
                            "it does not exist any more, and events before position %d were published to it; configure another topic, which gets all events"
                                    .formatted(nextPosition));
                }
                create(admin);
            }
        }
    }

    private boolean exists(Admin admin) {
        try {
            admin.describeTopics(List.of(name())).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failed("", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private boolean isPublishedUpTo(long position) {
        return jdbc.sql("select exists (select from domain_events where position < ?)")
                .param(position)
                .query(Boolean.class)
                .single();
    }

    private void create(Admin admin) {
        var topic = new NewTopic(
                name(),
                Optional.of(settings.partitions()),
                Optional.ofNullable(settings.replicas()).map(Integer::shortValue));
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            // Another node may have been faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failed("it does not exist, and cannot be created: ", e);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private PublishingFailed failed(String what, ExecutionException e) {
        return new PublishingFailed(
                name(), what + Optional.ofNullable(e.getCause()).orElse(e));
    }
}
