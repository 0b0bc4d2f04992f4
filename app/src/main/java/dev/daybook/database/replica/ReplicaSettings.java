package dev.daybook.database.replica;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Replica of the database, on which queries are read.
 *
 * @param url JDBC address of the replica or, in the driver's notation, of several; without one all reads go to the primary
 * @param username user of the replica; that of the primary when absent
 * @param password password of the replica; that of the primary when absent
 * @param connections maximum number of connections of a node to the replica
 * @param maxLag maximum age of what is read on the replica
 */
@Validated
@ConfigurationProperties("daybook.replica")
public record ReplicaSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @Min(1) @Max(1_000) @DefaultValue("30") int connections,

        @DurationMin(seconds = 2) @DurationMax(minutes = 10) @DefaultValue("10s")
        Duration maxLag) {
    private static final String PREFIX = "jdbc:postgresql:";

    public ReplicaSettings {
        if (url != null
                && (!url.startsWith(PREFIX) || url.replaceFirst("\\?.*", "").contains("@"))) {
            throw new IllegalArgumentException(
                    "daybook.replica.url must be an address like jdbc:postgresql://replica.example.com:5432/daybook, without a"
                            + " user or a password before its host");
        }
    }

    String address() {
        if (url == null) {
            throw new IllegalStateException("There is no replica");
        }
        return url;
    }

    /** The address without the driver's parameters, which may hold a password. */
    String shownAddress() {
        return address().substring(PREFIX.length()).replaceFirst("\\?.*", "");
    }
}
