package dev.daybook.reliability;

import dev.daybook.reliability.Operation.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Answer to a mutation, or what came instead of one.
 *
 * @param payload of the mutation; missing when there is none
 */
record Reply(int status, Outcome outcome, String code, JsonNode payload) {
    /** Codes of a 503, whose answer says whether something may have been done. */
    static final Set<String> UNAVAILABLE = Set.of("UNAVAILABLE", "DEADLINE_EXCEEDED");

    static final String NEWER_VERSION = "NEWER_VERSION";
    static final String UNTYPED = "untyped";
    static final String STACK_TRACE = "stack trace";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TRACE = Pattern.compile("\\bat [\\w.$]+\\([\\w]+\\.java|\\w+(Exception|Error): ");

    /** A connection that was refused has carried nothing; of any other failure nobody knows. */
    static Reply none(IOException failure) {
        var outcome = failure instanceof ConnectException ? Outcome.REFUSED : Outcome.UNKNOWN;
        return new Reply(0, outcome, failure.getClass().getSimpleName(), MissingNode.getInstance());
    }

    static Reply of(int status, String body, String mutation) {
        if (TRACE.matcher(body).find()) {
            return unknown(status, STACK_TRACE);
        }
        try {
            return of(status, JSON.readTree(body), mutation);
        } catch (JacksonException _) {
            return unknown(status, UNTYPED);
        }
    }

    private static Reply of(int status, JsonNode body, String mutation) {
        var extensions = body.path("errors").path(0).path("extensions");
        if (!extensions.isMissingNode()) {
            var code = extensions.path("code").asString(UNTYPED);
            if (code.equals(NEWER_VERSION)) {
                return new Reply(status, Outcome.REFUSED, code, MissingNode.getInstance());
            }
            return UNAVAILABLE.contains(code) && status == 503
                    ? unavailable(code, extensions.path("mayHaveBeenDone").asBoolean(true))
                    : unknown(status, code);
        }
        var payload = body.path("data").path(mutation);
        if (status != 200 || !payload.isObject()) {
            return unknown(status, UNTYPED);
        }
        var error = payload.path("userErrors").path(0).path("code").asString("");
        return new Reply(status, error.isEmpty() ? Outcome.OK : Outcome.REFUSED, error, payload);
    }

    private static Reply unavailable(String code, boolean mayHaveBeenDone) {
        return new Reply(503, mayHaveBeenDone ? Outcome.UNKNOWN : Outcome.REFUSED, code, MissingNode.getInstance());
    }

    private static Reply unknown(int status, String code) {
        return new Reply(status, Outcome.UNKNOWN, code, MissingNode.getInstance());
    }

    /** Whether it says what became of the operation, so that it need not be sent again. */
    boolean isFinal() {
        return status == 200
                && outcome != Outcome.UNKNOWN
                && !code.equals("IDEMPOTENCY_IN_PROGRESS")
                && !code.equals(NEWER_VERSION);
    }
}
