package dev.daybook.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.fuzz.NastyValues.Nasty;
import dev.daybook.support.Client;
import dev.daybook.support.Shop;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/** Asks one thing after the other, and notes what is wrong with the answers. */
final class Fuzz implements AutoCloseable {
    private static final int REQUESTS_PER_THINGS = 500;
    private static final List<Operation> OPERATIONS =
            List.of(Operation.QUERY, Operation.MUTATION, Operation.MUTATION, Operation.SUBSCRIPTION);

    /** A number too long for the JSON parser: a frame with it ends the socket, see {@link BrokenFrames}. */
    private static final Pattern BEYOND_JSON = Pattern.compile("\\d{65}");

    /** A longer message ends the socket with 1009; what stands around a document in a message is short. */
    private static final int LONGEST_ON_SOCKET = 64 * 1024 - 100;

    private record Attack(InputLocation place, Nasty nasty) {}

    private final Shop shop;
    private final GraphQLSchema schema;
    private final HttpClient http;
    private final LogWatch log;
    private final String projection;
    private final long seed;
    private final String address;
    private final String product;
    private final String run;
    private final List<Attack> attacks;
    private final Findings faults = new Findings();
    private final Map<String, Integer> tally = new TreeMap<>();
    private final Map<RequestRole, SocketConversation> conversations = new EnumMap<>(RequestRole.class);
    private Fixtures things;

    Fuzz(Shop shop, GraphQLSchema schema, HttpClient http, LogWatch log, String projection, long seed) {
        this.shop = shop;
        this.schema = schema;
        this.http = http;
        this.log = log;
        this.projection = projection;
        this.seed = seed;
        this.address = shop.anonymous().address();
        this.product = shop.newProduct(1);
        this.attacks = attacks(schema, seed);
        this.run = Fixtures.begunRun(shop, projection);
        this.things = new Fixtures(shop, projection, run);
    }

    /** Each place once before any comes again, and so long until each has had each value. */
    private static List<Attack> attacks(GraphQLSchema schema, long seed) {
        var random = new Random(seed);
        var left = new ArrayList<List<Attack>>();
        for (var place : InputLocation.allOf(schema)) {
            var all = new ArrayList<>(NastyValues.of(place.type(), place.name()).stream()
                    .map(nasty -> new Attack(place, nasty))
                    .toList());
            Collections.shuffle(all, random);
            left.add(all);
        }
        var ordered = new ArrayList<Attack>();
        while (!left.isEmpty()) {
            Collections.shuffle(left, random);
            left.forEach(of -> ordered.add(of.removeLast()));
            left.removeIf(List::isEmpty);
        }
        return ordered;
    }

    void run(int requests) throws Exception {
        log.heard();
        belowGraphQl();
        brokenFrames();
        for (int i = 0; i < requests; i++) {
            if (i > 0 && i % REQUESTS_PER_THINGS == 0) {
                renew();
            }
            document(i);
        }
        listen();
    }

    private void belowGraphQl() throws Exception {
        for (var request : HttpRequests.requests()) {
            send(request, RequestRole.ANONYMOUS, Map.of());
        }
    }

    private void brokenFrames() throws Exception {
        for (var frame : BrokenFrames.FIRST) {
            try (var socket = Socket.open(http, address)) {
                afterwards(socket, frame);
            }
        }
        for (var frame : BrokenFrames.LATER) {
            try (var socket = Socket.open(http, address, null)) {
                afterwards(socket, frame);
            }
        }
    }

    /** A socket is closed because of what its client did, or it goes on. */
    private void afterwards(Socket socket, String frame) throws InterruptedException {
        socket.send(frame);
        socket.send("{\"type\":\"ping\"}");
        var next = socket.next();
        var code = next.path("code").asInt(0);
        if (next.path("type").asString("").equals("closed") && (code < 4400 || code >= 4500)) {
            faults.add("Socket closed with " + code, frame);
        }
        count("FRAME", next.path("type").asString(""), code == 0 ? "" : " " + code);
        heard("frame " + frame);
    }

    private void document(int number) throws Exception {
        var chance = new SeededRandom(seed * 1_000_003 + number);
        var attack = attacks.get(number / 2 % attacks.size());
        var isAttack = number % 2 == 0 || chance.oneIn(3);
        var caller = isAttack ? callerFor(attack.place().root(), chance) : chance.of(RequestRole.values());
        var writer = new DocumentWriter(schema, caller, new GoodValues(things, chance));
        var document = isAttack ? writer.attack(attack.place(), attack.nasty()) : writer.random(chance.of(OPERATIONS));
        if (!isAttack && chance.oneIn(3)) {
            document = BrokenDocument.of(document, chance);
        }
        if (chance.oneIn(6) && isMessage(document.json())) {
            overSocket(document, caller);
        } else {
            var accept = chance.oneIn(8)
                    ? chance.of("text/event-stream", "application/graphql-response+json")
                    : Request.JSON;
            send(Request.post(document.json()).with("Accept", accept), caller, document.roots());
        }
    }

    private static boolean isMessage(String json) {
        return json.getBytes(UTF_8).length <= LONGEST_ON_SOCKET
                && !BEYOND_JSON.matcher(json).find();
    }

    private static RequestRole callerFor(GraphQLFieldDefinition root, SeededRandom chance) {
        return chance.oneIn(5)
                ? chance.of(RequestRole.values())
                : switch (Roles.neededFor(root)) {
                    case ANONYMOUS -> chance.of(RequestRole.values());
                    case CUSTOMER -> chance.of(RequestRole.CUSTOMER, RequestRole.CUSTOMER, RequestRole.ADMIN);
                    case ADMIN -> RequestRole.ADMIN;
                };
    }

    private void send(Request request, RequestRole caller, Map<String, GraphQLFieldDefinition> roots) throws Exception {
        var client = things.client(caller);
        var whole = request.headers().containsKey("Authorization") ? request : request.as(client.accessToken());
        try {
            var response = http.send(whole.to(address), BodyHandlers.ofInputStream());
            var type = response.headers().firstValue("Content-Type").orElse("");
            try (var body = response.body()) {
                if (type.startsWith("text/event-stream")) {
                    stream(body).forEach(fault -> faults.add(fault, whole.curl(address)));
                    count(caller, "stream", "");
                } else {
                    var text = new String(body.readAllBytes(), UTF_8);
                    count(caller, String.valueOf(response.statusCode()), outcome(text));
                    if (!whole.method().equals("HEAD")) {
                        AnswerChecker.faults(response.statusCode(), text, roots)
                                .forEach(fault -> faults.add(fault, whole.curl(address) + "\n   → " + cut(text)));
                    }
                    if (response.statusCode() == 401
                            && client.accessToken() != null
                            && !request.headers().containsKey("Authorization")) {
                        unauthenticated(client, whole);
                    }
                }
            }
        } catch (IOException e) {
            faults.add("No answer: " + e.getClass().getSimpleName(), whole.curl(address) + "\n   → " + e.getMessage());
        }
        heard(whole.curl(address));
    }

    /** Returns the faults of the events that arrive until another query is answered. */
    private List<String> stream(InputStream body) throws Exception {
        var found = new LinkedBlockingQueue<String>();
        var reader = Thread.ofVirtual().start(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.length() > "data:".length() && line.startsWith("data:")) {
                        found.addAll(AnswerChecker.faults(200, line.substring("data:".length()), Map.of()));
                    }
                }
            } catch (IOException _) {
                // It was closed here, below.
            }
        });
        http.send(Request.post("{\"query\":\"{ __typename }\"}").to(address), BodyHandlers.discarding());
        body.close();
        reader.join();
        return List.copyOf(found);
    }

    private void unauthenticated(Client client, Request request) throws Exception {
        if (client.isSignedIn()) {
            faults.add("401 although the session goes on", request.curl(address));
        }
        renew();
    }

    private void overSocket(GeneratedDocument document, RequestRole caller) throws Exception {
        if (caller != RequestRole.ANONYMOUS
                && !conversations.containsKey(caller)
                && !things.client(caller).isSignedIn()) {
            renew();
        }
        var conversation = conversations.get(caller);
        if (conversation == null) {
            var token = things.client(caller).accessToken();
            conversation = new SocketConversation(http, address, token, product);
            conversations.put(caller, conversation);
        }
        var evidence = "WebSocket, as %s: %s".formatted(caller, document.json());
        var found = conversation.run(document);
        found.forEach(fault -> faults.add(fault, evidence));
        if (!found.isEmpty()) {
            conversation.close();
            conversations.remove(caller);
        }
        count(caller, "socket", "");
        heard(evidence);
    }

    /** Checks that the other subscription of each socket still receives events, unless its caller has logged out. */
    private void listen() throws InterruptedException {
        for (var conversation : conversations.entrySet()) {
            var caller = conversation.getKey();
            if ((caller == RequestRole.ANONYMOUS || things.client(caller).isSignedIn())
                    && !conversation.getValue().isHeard(() -> shop.catalog().adjust(product, 1, "fuzz"))) {
                faults.add("The other subscription of a socket hears nothing", "that of " + caller);
            }
        }
    }

    private void renew() throws Exception {
        listen();
        conversations.values().forEach(SocketConversation::close);
        conversations.clear();
        things = new Fixtures(shop, projection, run);
        heard("making things");
    }

    private void heard(String request) {
        log.heard()
                .forEach(line -> faults.add(
                        "Logged: " + line.lines().findFirst().orElse("").replaceAll("[0-9a-f-]{36}", "…"),
                        request + "\n   → " + line));
    }

    private static String outcome(String body) {
        return body.contains("\"errors\"")
                ? " errors"
                : body.contains("\"userErrors\":[{")
                        ? " userErrors"
                        : body.contains("\"userErrors\":[]") ? " written" : "";
    }

    private void count(Object caller, String kind, String more) {
        tally.merge("%s %s%s".formatted(caller, kind, more), 1, Integer::sum);
    }

    private static String cut(String text) {
        return text.length() > 1_000 ? text.substring(0, 1_000) + "…" : text;
    }

    Findings faults() {
        return faults;
    }

    Map<String, Integer> tally() {
        return tally;
    }

    /** Returns the number of mutations that succeeded. */
    int written() {
        return tally.entrySet().stream()
                .filter(kind -> kind.getKey().endsWith(" written"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    int attacks() {
        return attacks.size();
    }

    @Override
    public void close() {
        conversations.values().forEach(SocketConversation::close);
    }
}
