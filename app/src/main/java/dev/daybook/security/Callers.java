package dev.daybook.security;

import dev.daybook.users.UserId;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;

/** Knows callers as they are at this moment: who is gone, deactivated or logged out is nobody. */
@Component
public class Callers {
    private final Users users;
    private final Sessions sessions;
    private final Clock clock;

    Callers(Users users, Sessions sessions, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.clock = clock;
    }

    Optional<Viewer> find(UserId user, UUID session) {
        return users.findById(user.value())
                .filter(UserView::isActive)
                .filter(_ -> sessions.isOpen(session, user))
                .map(found -> new Viewer(found, session));
    }

    /** The same caller, asked for once more. */
    public Viewer again(Viewer viewer) {
        var session = viewer.session();
        return session == null
                ? viewer
                : viewer.id().flatMap(user -> find(user, session)).orElse(Viewer.ANONYMOUS);
    }

    /** Who proved some time ago who they are, if the token that they showed is still good. */
    public Viewer again(@Nullable SecurityContext proof) {
        return proof != null
                        && proof.getAuthentication() instanceof SignedIn signedIn
                        && signedIn.isGoodAt(clock.instant())
                ? again(signedIn.getPrincipal())
                : Viewer.ANONYMOUS;
    }
}
