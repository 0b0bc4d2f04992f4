package dev.daybook.security;

import dev.daybook.users.PasswordHash;
import dev.daybook.users.UserId;
import java.util.UUID;

/** Gives a user another password and ends all of their sessions but the one in which they asked for it. */
public record ReplacePassword(UserId user, PasswordHash password, UUID session) {}
