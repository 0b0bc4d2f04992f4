package dev.daybook.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the data in an empty shop, and of what the start tells of it.
 *
 * @param demo whether an empty shop is filled with demo data
 * @param storefront whether there is a storefront at {@code /}
 * @param admin first administrator, registered when there is no user of that name
 */
@ConfigurationProperties("daybook")
record StartSettings(
        @DefaultValue("true") boolean demo,
        @DefaultValue("true") boolean storefront,
        @Nullable Admin admin) {
    /**
     * First administrator: all of it or nothing.
     *
     * @param username name for the log-in
     * @param email e-mail address
     * @param password password, which later starts leave as it is
     */
    record Admin(
            @Nullable String username,
            @Nullable String email,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Admin[username=%s]".formatted(username);
        }
    }
}
