package dev.daybook.security;

import dev.daybook.users.PasswordHash;
import dev.daybook.users.UserId;
import java.util.UUID;

/** Replaces the password of a user and ends all of their other sessions. */
public record ReplacePassword(UserId user, PasswordHash password, UUID session) {}
