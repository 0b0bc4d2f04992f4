package dev.daybook.mail;

import dev.daybook.mail.MailTokens.OpenToken;
import dev.daybook.users.PasswordHash;

/** Replaces the password of the user whose token it is, and ends all of their sessions. */
record ResetPassword(OpenToken token, String hash, PasswordHash password) {
    /** Masked, as a log is not encrypted. */
    @Override
    public String toString() {
        return "ResetPassword[user=%s]".formatted(token.user());
    }
}
