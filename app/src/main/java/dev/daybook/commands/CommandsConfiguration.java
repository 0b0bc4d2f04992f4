package dev.daybook.commands;

import dev.daybook.database.DatabaseDisk;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CommandsConfiguration {
    @Bean
    CommandBus commandBus(
            TransactionManager transactions,
            DuplicateCommandHandlerResolver duplicates,
            org.axonframework.config.Configuration axon,
            Idempotency idempotency,
            DatabaseDisk disk) {
        var bus = SimpleCommandBus.builder()
                .transactionManager(transactions)
                .duplicateCommandHandlerResolver(duplicates)
                .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        bus.registerHandlerInterceptor((work, chain) -> {
            work.onRollback(failed -> disk.note(failed.getExecutionResult().getExceptionResult()));
            return chain.proceed();
        });
        bus.registerHandlerInterceptor(idempotency::intercept);
        return bus;
    }

    @Bean
    CorrelationDataProvider actorCorrelationProvider() {
        return new ActorCorrelationProvider();
    }
}
