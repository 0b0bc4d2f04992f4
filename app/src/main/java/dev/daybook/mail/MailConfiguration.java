package dev.daybook.mail;

import dev.daybook.subscribers.Subscriber;
import org.axonframework.eventhandling.async.FullConcurrencyPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the subscriber that sends mails. */
@WithMailServer
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    static final String SUBSCRIBER = "mail-sender";

    /**
     * One mail at a time, since those of a batch would be sent again when the last one fails; and each event is a sequence of
     * its own, as a mail that was refused must not keep the next one of the same user waiting.
     */
    @Bean
    static Subscriber mailSubscriber() {
        return new Subscriber(
                SUBSCRIBER, 1, new FullConcurrencyPolicy(), failure -> failure instanceof MailServerUnavailable);
    }
}
