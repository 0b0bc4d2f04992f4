package dev.daybook.mail;

import dev.daybook.mail.MailTokens.OpenToken;
import dev.daybook.users.Email;

/** Puts the address to which the token was sent into the profile of the user. */
record ConfirmEmailChange(OpenToken token, String hash, Email email) {
    /** Masked, as a log is not encrypted. */
    @Override
    public String toString() {
        return "ConfirmEmailChange[user=%s]".formatted(token.user());
    }
}
