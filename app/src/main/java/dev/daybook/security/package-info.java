/** Authenticates callers: sessions with short-lived access tokens and rotating refresh tokens. */
@ApplicationModule(
        displayName = "Security",
        allowedDependencies = {"users", "users :: text", "commands", "database", "database :: replica", "personaldata"})
@NullMarked
package dev.daybook.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
