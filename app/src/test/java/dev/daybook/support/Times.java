package dev.daybook.support;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.GenericEventMessage;

/** Lets things have happened at other times than now. */
public final class Times {
    private Times() {}

    /** Whatever is done is an event of that moment. */
    public static void at(Instant moment, Runnable done) {
        var clock = GenericEventMessage.clock;
        GenericEventMessage.clock = Clock.fixed(moment, ZoneOffset.UTC);
        try {
            done.run();
        } finally {
            GenericEventMessage.clock = clock;
        }
    }
}
