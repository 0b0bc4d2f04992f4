package dev.daybook.security;

import org.springframework.stereotype.Component;

/** Tells whether users have a password, sessions, a name and a role of the shop's own, or all of them from an issuer. */
@Component
public class OwnAccounts {
    private final IssuerSettings issuer;

    OwnAccounts(IssuerSettings issuer) {
        this.issuer = issuer;
    }

    public boolean exist() {
        return !issuer.isOn();
    }

    /** @throws SignInElsewhere unless users sign in here */
    public void require() {
        if (issuer.isOn()) {
            throw new SignInElsewhere(
                    "This shop has neither passwords nor sessions: users sign in at " + issuer.requiredUri());
        }
    }

    /** @throws SignInElsewhere unless names, addresses and roles are given here */
    public void requireProfiles() {
        if (issuer.isOn()) {
            throw new SignInElsewhere("Names, addresses and roles are changed at " + issuer.requiredUri());
        }
    }
}
