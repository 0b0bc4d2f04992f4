package dev.daybook.support;

import java.io.IOException;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Asks for a command to be carried out, and then for an accident. */
public record FailingCommand(Object command) {
    /** Asks for the same, and goes on as if nothing had happened. */
    public record Ignored(Object command) {}

    static final class Handler {
        @CommandHandler
        void handle(FailingCommand asked, CommandGateway commands) throws IOException {
            commands.sendAndWait(asked.command());
            throw new IOException("The lights went out");
        }

        @CommandHandler
        void handle(Ignored asked, CommandGateway commands) {
            try {
                commands.sendAndWait(asked.command());
            } catch (RuntimeException _) {
                // So it is.
            }
        }
    }
}
