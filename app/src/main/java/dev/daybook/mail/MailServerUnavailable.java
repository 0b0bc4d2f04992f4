package dev.daybook.mail;

/** The mail server cannot be reached or takes no mail for now, so that all mails have to wait. */
public final class MailServerUnavailable extends RuntimeException {
    /** Has neither a cause nor what the server said, which may quote an address. */
    MailServerUnavailable(String reason) {
        super("The mail server takes no mail for now: " + reason, null, false, false);
    }
}
