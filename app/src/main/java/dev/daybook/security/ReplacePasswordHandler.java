package dev.daybook.security;

import dev.daybook.users.UserCommand.ChangePassword;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

@Component
class ReplacePasswordHandler {
    private final Sessions sessions;

    ReplacePasswordHandler(Sessions sessions) {
        this.sessions = sessions;
    }

    @CommandHandler
    void handle(ReplacePassword command, CommandGateway commands) {
        commands.sendAndWait(new ChangePassword(command.user(), command.password()));
        sessions.endOthers(command.user(), command.session());
    }
}
