/** Sends mails with tokens, by which users reset their passwords and prove their addresses. Off without a mail server. */
@ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {"users", "commands", "eventstore :: log", "replay", "security", "subscribers"})
@NullMarked
package dev.daybook.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
