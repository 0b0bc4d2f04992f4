package dev.daybook.security;

/** What was asked for is a matter of the issuer at which users sign in. */
public final class SignInElsewhere extends RuntimeException {
    SignInElsewhere(String message) {
        super(message, null, false, false);
    }
}
