package dev.daybook.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The proof that a caller is who they are. */
final class SignedIn extends AbstractAuthenticationToken {
    private final transient Viewer viewer;

    SignedIn(Viewer viewer) {
        super(List.of());
        this.viewer = viewer;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Viewer getPrincipal() {
        return viewer;
    }
}
