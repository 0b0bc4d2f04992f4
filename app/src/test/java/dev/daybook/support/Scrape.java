package dev.daybook.support;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Metrics of a shop at one moment, as Prometheus reads them. */
public record Scrape(List<Series> series, Map<String, String> types) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)(?: .*)?");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** One value with its labels. */
    public record Series(String name, Map<String, String> labels, double value) {}

    public static Scrape of(String address, String token) throws IOException, InterruptedException {
        return parse(get(address + "/actuator/prometheus", token).body());
    }

    /** Headers are names and values in turn. */
    public static HttpResponse<String> get(String address, @Nullable String token, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** As Prometheus asks for them while there are traces, with exemplars. */
    public static String openMetrics(String address, String token) throws IOException, InterruptedException {
        return get(address + "/actuator/prometheus", token, "Accept", "application/openmetrics-text")
                .body();
    }

    private static Scrape parse(String text) {
        var series = text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Series(line.group(1), labels(line.group(2)), number(line.group(3))))
                .toList();
        var types = TYPE.matcher(text).results().collect(toMap(type -> type.group(1), type -> type.group(2)));
        return new Scrape(series, types);
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("+Inf", "Infinity"));
    }

    private static Map<String, String> labels(@Nullable String text) {
        return text == null
                ? Map.of()
                : LABEL.matcher(text).results().collect(toMap(label -> label.group(1), label -> label.group(2)));
    }

    public Set<String> names() {
        var names = new TreeSet<String>();
        series.forEach(one -> names.add(one.name()));
        return names;
    }

    /** The labels of a metric, without those that make the buckets of a histogram. */
    public Set<String> tags(String metric) {
        return series.stream()
                .filter(one -> one.name().equals(metric) || one.name().equals(metric + "_count"))
                .flatMap(one -> one.labels().keySet().stream())
                .collect(toCollection(TreeSet::new));
    }

    /** The sum of all series of this name with these labels, as name and value in turn; zero when there is none. */
    public double value(String name, String... labels) {
        return matching(name, labels).mapToDouble(Series::value).sum();
    }

    private Stream<Series> matching(String name, String... labels) {
        var wanted = new HashMap<String, String>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return series.stream()
                .filter(one ->
                        one.name().equals(name) && one.labels().entrySet().containsAll(wanted.entrySet()));
    }
}
