package dev.daybook.security;

import dev.daybook.users.Credentials;
import dev.daybook.users.UserCommand.RecordLogIn;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

@Component
class OpenSessionHandler {
    private final Sessions sessions;
    private final Credentials credentials;

    OpenSessionHandler(Sessions sessions, Credentials credentials) {
        this.sessions = sessions;
        this.credentials = credentials;
    }

    @CommandHandler
    Session handle(OpenSession command, CommandGateway commands) {
        commands.sendAndWait(new RecordLogIn(command.user()));
        if (!credentials.hold(command.user(), command.password())) {
            throw new PasswordOutdated();
        }
        return sessions.open(command.user());
    }
}
