package dev.daybook.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** TCP proxy between a shop and PostgreSQL that loses the connection in the ways in which networks and servers do. */
public final class DatabaseProxy implements AutoCloseable {
    private static final int BUFFER = 8192;
    private static final Pattern ADDRESS = Pattern.compile("//([^/:]+):(\\d+)/");

    private final InetSocketAddress server;
    private final ServerSocket door = new ServerSocket();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.OPEN;
    private volatile Duration delay = Duration.ZERO;

    private enum Mode {
        OPEN,
        SILENT,
        STALLED,
        REFUSING
    }

    private DatabaseProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.submit(this::accept);
    }

    /** A proxy in front of the database that these arguments of a shop name. */
    public static DatabaseProxy before(String[] arguments) {
        var address = ADDRESS.matcher(String.join(" ", arguments));
        if (!address.find()) {
            throw new IllegalArgumentException("No address of a server in the arguments");
        }
        try {
            return new DatabaseProxy(new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments with which a shop uses the same database by way of this. */
    public String[] through(String[] arguments) {
        return Stream.of(arguments)
                .map(setting -> ADDRESS.matcher(setting).replaceFirst("//localhost:" + door.getLocalPort() + "/"))
                .toArray(String[]::new);
    }

    /** Loses all connections that there are in silence: neither side hears from the other again. New ones work. */
    public int loseInSilence() {
        var lost = links.stream().filter(Link::isOpen).toList();
        lost.forEach(Link::lose);
        return lost.size();
    }

    /** Cuts all connections, and refuses new ones, as a server that is stopped. */
    public void refuse() {
        mode = Mode.REFUSING;
        links.forEach(Link::close);
    }

    /** Cuts all connections that there are. New ones work. */
    public int cut() {
        var cut = links.stream().filter(Link::isOpen).toList();
        cut.forEach(Link::close);
        return cut.size();
    }

    /** Holds back what is sent, in both directions, until {@link #restore}; nothing of it is lost. */
    public void stall() {
        mode = Mode.STALLED;
    }

    /** Lets whatever the server sends arrive so much later, until {@link #restore}; a long answer as a whole, not piece by piece. */
    public void delay(Duration time) {
        delay = time;
    }

    /** Loses all connections in silence, new ones too, as a host that is gone. */
    public void fallSilent() {
        mode = Mode.SILENT;
        loseInSilence();
    }

    /** Lets new connections through again, and what was held back. */
    public synchronized void restore() {
        mode = Mode.OPEN;
        delay = Duration.ZERO;
        notifyAll();
    }

    private synchronized void awaitNoStall() {
        try {
            while (mode == Mode.STALLED) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Void accept() throws IOException {
        while (true) {
            var client = door.accept();
            threads.submit(() -> connect(client));
        }
    }

    private Void connect(Socket client) throws IOException {
        if (mode == Mode.REFUSING) {
            client.close();
            return null;
        }
        var upstream = connectUpstream(client);
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        var link = new Link(client, upstream);
        if (mode == Mode.SILENT) {
            link.lose();
        }
        links.add(link);
        threads.submit(link::receive);
        threads.submit(link::deliver);
        link.send();
        return null;
    }

    /** A server that refuses is a client that is refused. */
    private Socket connectUpstream(Socket client) throws IOException {
        try {
            return new Socket(server.getAddress(), server.getPort());
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    /** What the server has sent, and when it arrives, in {@link System#nanoTime()}. */
    private record Piece(byte[] bytes, long arrival) {
        static final Piece END = new Piece(new byte[0], 0);

        boolean isEnd() {
            return bytes.length == 0;
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket upstream;
        private final BlockingQueue<Piece> underWay = new ArrayBlockingQueue<>(1_000);
        private volatile boolean lost;

        Link(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        boolean isOpen() {
            return !lost && !client.isClosed();
        }

        void lose() {
            lost = true;
        }

        /** A lost link reads on, as {@link #receive} does, and keeps both of its sides from noticing. */
        Void send() throws IOException {
            var buffer = new byte[BUFFER];
            try {
                for (int read = client.getInputStream().read(buffer);
                        read >= 0;
                        read = client.getInputStream().read(buffer)) {
                    awaitNoStall();
                    if (!lost) {
                        upstream.getOutputStream().write(buffer, 0, read);
                    }
                }
            } finally {
                closeUnlessLost();
            }
            return null;
        }

        Void receive() throws IOException, InterruptedException {
            var buffer = new byte[BUFFER];
            try {
                for (int read = upstream.getInputStream().read(buffer);
                        read >= 0;
                        read = upstream.getInputStream().read(buffer)) {
                    underWay.put(new Piece(Arrays.copyOf(buffer, read), System.nanoTime() + delay.toNanos()));
                }
            } finally {
                underWay.put(Piece.END);
            }
            return null;
        }

        Void deliver() throws IOException, InterruptedException {
            try {
                for (var piece = underWay.take(); !piece.isEnd(); piece = underWay.take()) {
                    LockSupport.parkNanos(piece.arrival() - System.nanoTime());
                    awaitNoStall();
                    if (!lost) {
                        client.getOutputStream().write(piece.bytes());
                    }
                }
            } finally {
                closeUnlessLost();
            }
            return null;
        }

        private void closeUnlessLost() {
            if (!lost) {
                close();
            }
        }

        void close() {
            links.remove(this);
            try (client) {
                upstream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        links.forEach(Link::close);
        threads.shutdownNow();
    }
}
