package dev.daybook.subscribers;

import dev.daybook.catalog.Currencies;
import dev.daybook.ordering.PaymentWindow;
import java.time.Clock;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of orders.
 *
 * @param paymentWindow time for which an unpaid order keeps its stock
 * @param currency currency of figures that are zero, while there is no order to take it from
 */
@Validated
@ConfigurationProperties("daybook.orders")
public record OrderSettings(
        @DurationMin(seconds = 1) @DurationMax(days = 365) @DefaultValue("24h")
        Duration paymentWindow,

        @DefaultValue("EUR") String currency) {

    public OrderSettings {
        Currencies.inUse(currency);
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        PaymentWindow paymentWindow(OrderSettings settings, Clock clock) {
            return new PaymentWindow(settings.paymentWindow(), clock);
        }
    }
}
