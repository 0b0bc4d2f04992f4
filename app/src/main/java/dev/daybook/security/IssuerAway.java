package dev.daybook.security;

import org.springframework.security.core.AuthenticationException;

/** The issuer cannot be asked for the key that a token is signed with. */
public final class IssuerAway extends AuthenticationException {
    IssuerAway(RuntimeException cause) {
        super("The issuer cannot be reached", cause);
    }
}
