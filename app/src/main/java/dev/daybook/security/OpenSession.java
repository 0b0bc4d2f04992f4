package dev.daybook.security;

import dev.daybook.users.PasswordHash;
import dev.daybook.users.UserId;

/**
 * Opens a {@link Session} for a user whose password had this hash. When the password is changed concurrently, either
 * the command fails or its session is ended with the others.
 */
record OpenSession(UserId user, PasswordHash password) {}
