package dev.daybook.graphql.documents;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of documents that clients send as a hash.
 *
 * @param persistedSize maximum length of all persisted queries that the node remembers
 * @param manifests files with the trusted documents, as the tools of Apollo and Relay write them
 * @param trustedOnly whether all other documents are refused
 */
@ConfigurationProperties("daybook.documents")
record DocumentSettings(
        @DefaultValue("1MB") DataSize persistedSize,
        @DefaultValue List<Path> manifests,
        @DefaultValue("false") boolean trustedOnly) {
    private static final DataSize LEAST = DataSize.ofKilobytes(64);
    private static final DataSize MOST = DataSize.ofMegabytes(256);

    DocumentSettings {
        manifests = List.copyOf(manifests);
        if (persistedSize.compareTo(LEAST) < 0 || persistedSize.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "daybook.documents.persisted-size must be between 64KB and 256MB, for example 1MB");
        }
        if (trustedOnly && manifests.isEmpty()) {
            throw new IllegalArgumentException(
                    "daybook.documents.trusted-only needs daybook.documents.manifests: nothing could be asked without");
        }
    }
}
