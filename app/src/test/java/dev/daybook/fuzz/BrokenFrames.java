package dev.daybook.fuzz;

import java.util.List;

/** Frames that are not messages of the protocol {@code graphql-transport-ws}, or come at the wrong moment. */
final class BrokenFrames {
    private BrokenFrames() {}

    /** As the first of a connection. */
    static final List<String> FIRST = List.of(
            "",
            " ",
            "hello",
            "null",
            "0",
            "true",
            "[]",
            "{}",
            "{",
            "\"connection_init\"",
            "{\"type\":null}",
            "{\"type\":0}",
            "{\"type\":\"nope\"}",
            "{\"type\":\"CONNECTION_INIT\"}",
            "{\"type\":{\"a\":1}}",
            "{\"type\":\"connection_init\",\"payload\":0}",
            "{\"type\":\"connection_init\",\"payload\":[]}",
            "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":5}}",
            "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":{\"a\":1}}}",
            "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"\"}}",
            "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer x\"}}",
            "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer \\u0000\"}}",
            "{\"type\":\"connection_ack\"}",
            "{\"type\":\"next\",\"id\":\"1\"}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ __typename }\"}}",
            "{\"type\":\"complete\",\"id\":\"1\"}",
            "[".repeat(5_000),
            "x".repeat(60_000));

    /** After a connection was acknowledged. */
    static final List<String> LATER = List.of(
            "hello",
            "null",
            "[]",
            "{}",
            "{\"type\":\"nope\"}",
            "{\"type\":\"connection_init\"}",
            "{\"type\":\"subscribe\"}",
            "{\"type\":\"subscribe\",\"id\":\"1\"}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":null}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{}}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":[]}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":\"{ __typename }\"}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":null}}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":0}}",
            "{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}",
            "{\"type\":\"subscribe\",\"id\":0,\"payload\":{\"query\":\"{ __typename }\"}}",
            "{\"type\":\"subscribe\",\"id\":{},\"payload\":{\"query\":\"{ __typename }\"}}",
            "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{ __typename }\"}}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ __typename }\",\"variables\":0}}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ __typename }\",\"operationName\":0}}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ __typename }\",\"extensions\":0}}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ __typename }\",\"variables\":{\"a\":"
                    + "9".repeat(65) + "}}}",
            "{\"type\":\"complete\"}",
            "{\"type\":\"complete\",\"id\":\"nope\"}",
            "{\"type\":\"ping\",\"payload\":0}",
            "{\"type\":\"pong\"}",
            "{\"type\":\"next\",\"id\":\"1\",\"payload\":{}}",
            "{\"type\":\"error\",\"id\":\"1\",\"payload\":[]}");
}
