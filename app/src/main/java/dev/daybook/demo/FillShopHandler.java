package dev.daybook.demo;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

@Component
class FillShopHandler {
    @CommandHandler
    void handle(FillShop command, CommandGateway commands) {
        command.commands().forEach(each -> commands.sendAndWait(each));
    }
}
