package dev.daybook.mail;

/** What a token is good for. */
enum Purpose {
    RESET_PASSWORD,
    CONFIRM_EMAIL
}
