package dev.daybook.security;

import dev.daybook.users.PasswordHash;
import dev.daybook.users.UserId;

/**
 * Signs in a user who has shown the password with this hash, and answers with a {@link Session}. A password that is changed
 * meanwhile no longer counts, and a session that is opened meanwhile is ended with the others.
 */
record OpenSession(UserId user, PasswordHash password) {}
