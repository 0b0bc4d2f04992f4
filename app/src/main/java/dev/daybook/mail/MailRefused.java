package dev.daybook.mail;

/** The mail server does not take this mail, or not for this recipient. */
final class MailRefused extends RuntimeException {
    /** Has neither a cause nor what the server said, which may quote an address. */
    MailRefused(String reason) {
        super("The mail server refuses the mail: " + reason, null, false, false);
    }
}
