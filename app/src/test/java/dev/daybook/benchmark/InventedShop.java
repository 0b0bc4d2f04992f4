package dev.daybook.benchmark;

import dev.daybook.users.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Invents the events of a shop over two years: the same for the same seed. Everything keeps the shop's own rules, and
 * streams overlap as they do in a real one.
 */
public final class InventedShop {
    private static final Instant BEGIN = Instant.parse("2024-12-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(690);
    /** Orders that are not paid at the end would be cancelled as soon as a shop opens with this log. */
    private static final int LAST_ORDERS = 500;

    private final long events;
    private final RandomGenerator random;
    private final EventWriter eventWriter;
    private final InventedPeople people;
    private final InventedGoods goods;
    private final InventedOrders orders;
    private final NavigableMap<Integer, Runnable> habits = new TreeMap<>();
    private int allHabits;

    public InventedShop(long events, long seed, Consumer<DomainEventMessage<?>> log, Consumer<UserId> erase) {
        this.events = events;
        random = new SplittableRandom(seed);
        eventWriter = new EventWriter(log, random, BEGIN);
        var words = new InventedTexts(random);
        var notifications = new InventedNotifications(eventWriter, random, events * 95 / 100);
        people = new InventedPeople(eventWriter, random, words, notifications, erase);
        goods = new InventedGoods(eventWriter, random, words, people.staff());
        orders = new InventedOrders(eventWriter, random, people, goods, notifications);
        habits();
    }

    /** Sets the frequency of each action per million events; an order makes about a dozen of them. */
    private void habits() {
        habit(6_000, people::register);
        habit(255_000, people::logIn);
        habit(3_000, people::changeProfile);
        habit(2_000, people::changePassword);
        habit(50, people::lockOutForAWhile);
        habit(50, () -> people.erase(orders::isWaiting));
        habit(60_000, people::deposit);
        habit(75_000, people::transfer);
        habit(1_500, people::write);
        habit(6_000, people::edit);
        habit(50, goods::moveCategory);
        habit(2_500, goods::create);
        habit(30_000, goods::changePrice);
        habit(6_000, goods::edit);
        habit(1_000, goods::changeStatus);
        habit(2_000, goods::changeThreshold);
        habit(200_000, goods::adjust);
        habit(24_000, orders::place);
    }

    private void habit(int often, Runnable action) {
        habits.put(allHabits, action);
        allHabits += often;
    }

    /** Answers how many streams there are then. */
    public int live() {
        for (int i = 0; i < 20; i++) {
            people.register();
        }
        while (eventWriter.written() < events - LAST_ORDERS) {
            var before = eventWriter.written();
            if (!orders.goOn()) {
                habits.floorEntry(random.nextInt(allHabits)).getValue().run();
            }
            pass(eventWriter.written() - before);
        }
        while (orders.awaitMoney()) {
            orders.goOn();
        }
        while (eventWriter.written() < events) {
            people.logIn();
            pass(1);
        }
        return eventWriter.streams();
    }

    private void pass(long written) {
        eventWriter.pass(LIFE.dividedBy(events)
                .multipliedBy(written)
                .multipliedBy(random.nextInt(200))
                .dividedBy(100));
    }
}
