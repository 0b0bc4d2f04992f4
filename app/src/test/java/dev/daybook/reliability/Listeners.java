package dev.daybook.reliability;

import dev.daybook.support.Client;
import dev.daybook.support.RawSocket;
import dev.daybook.support.Sse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Clients that listen at whichever node they meet, and go on at another when theirs stops. */
final class Listeners implements AutoCloseable {
    private static final String SUBSCRIPTION = "subscription { stockChanged { name } }";
    private static final int OF_EACH_KIND = 4;
    private static final int SERVICE_RESTART = 1012;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Client shop;
    private final List<Listener> listeners = new ArrayList<>();
    private int sockets;
    private int streams;

    private Listeners(Client shop) {
        this.shop = shop;
    }

    static Listeners open(Client shop) throws Exception {
        var all = new Listeners(shop);
        for (int i = 0; i < OF_EACH_KIND; i++) {
            all.listeners.add(new SocketListener(shop));
            all.listeners.add(new StreamListener(shop));
        }
        return all;
    }

    private interface Listener extends AutoCloseable {
        boolean isOpen();

        int heard();

        /** Whether its node has let it go on at another: neither told that it is complete, nor cut off. */
        boolean hasEndedWell() throws Exception;

        @Override
        void close() throws IOException;
    }

    private static final class SocketListener implements Listener {
        private final RawSocket socket;

        SocketListener(Client shop) throws Exception {
            socket = RawSocket.ready(shop);
            socket.subscribe("1", SUBSCRIPTION);
        }

        @Override
        public boolean isOpen() {
            return socket.isOpen();
        }

        @Override
        public int heard() {
            return socket.waiting().size();
        }

        @Override
        public boolean hasEndedWell() throws Exception {
            return socket.closeCode() == SERVICE_RESTART && !socket.waiting().contains("complete");
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static final class StreamListener implements Listener {
        private final Sse stream;

        StreamListener(Client shop) {
            stream = Sse.subscribe(shop, SUBSCRIPTION, Map.of());
        }

        @Override
        public boolean isOpen() {
            return stream.isOpen();
        }

        @Override
        public int heard() {
            return stream.waiting();
        }

        @Override
        public boolean hasEndedWell() throws Exception {
            return !stream.isCompleteAtEnd();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** Waits until each has heard of something more, and lets those whose node has stopped connect again. */
    void awaitEvents() throws Exception {
        var heard = new ArrayList<>(listeners.stream().map(Listener::heard).toList());
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; i < listeners.size(); i++) {
            while (listeners.get(i).heard() <= heard.get(i)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("A listener hears nothing: " + listeners.get(i));
                }
                if (!listeners.get(i).isOpen()) {
                    listeners.set(i, another(listeners.get(i)));
                    heard.set(i, 0);
                }
                Faults.last(Duration.ofMillis(20));
            }
        }
    }

    private Listener another(Listener ended) throws Exception {
        if (!ended.hasEndedWell()) {
            throw new IllegalStateException("A listener was not let go on at another node: " + ended);
        }
        ended.close();
        if (ended instanceof SocketListener) {
            sockets++;
            return new SocketListener(shop);
        }
        streams++;
        return new StreamListener(shop);
    }

    /** How many sockets have gone on at another node. */
    int movedSockets() {
        return sockets;
    }

    int movedStreams() {
        return streams;
    }

    @Override
    public void close() throws IOException {
        for (var listener : listeners) {
            listener.close();
        }
    }
}
