package dev.daybook.graphql.documents;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of documents that clients send as a hash.
 *
 * @param persistedSize maximum length of all persisted queries that the node remembers
 */
@ConfigurationProperties("daybook.documents")
record DocumentSettings(@DefaultValue("1MB") DataSize persistedSize) {
    private static final DataSize LEAST = DataSize.ofKilobytes(64);
    private static final DataSize MOST = DataSize.ofMegabytes(256);

    DocumentSettings {
        if (persistedSize.compareTo(LEAST) < 0 || persistedSize.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "daybook.documents.persisted-size must be between 64KB and 256MB, for example 1MB");
        }
    }
}
