package dev.daybook.mail;

/** The token is unknown, used or expired, or another one has taken its place. */
public final class MailTokenRefused extends RuntimeException {
    MailTokenRefused() {
        super("This token is not valid (any more)", null, false, false);
    }
}
