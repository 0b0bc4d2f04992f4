package dev.daybook.mail;

import dev.daybook.security.Sessions;
import dev.daybook.users.UserCommand.ChangePassword;
import dev.daybook.users.UserCommand.ConfirmEmail;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Uses tokens up, in one transaction with what they are good for. */
@Component
@WithMailServer
class MailTokenHandler {
    private final MailTokens tokens;
    private final Sessions sessions;

    MailTokenHandler(MailTokens tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @CommandHandler
    void handle(ResetPassword command, CommandGateway commands) {
        tokens.use(command.token(), command.hash());
        commands.sendAndWait(new ChangePassword(command.token().user(), command.password()));
        sessions.end(command.token().user(), null);
    }

    @CommandHandler
    void handle(ConfirmEmailChange command, CommandGateway commands) {
        tokens.use(command.token(), command.hash());
        commands.sendAndWait(new ConfirmEmail(command.token().user(), command.email()));
    }
}
