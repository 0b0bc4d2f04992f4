package dev.daybook.reliability;

import dev.daybook.reliability.Operation.Kind;
import java.util.Map;

/**
 * Mutation that can be sent as often as it takes.
 *
 * @param subject that of the {@link Operation}; empty when only the answer tells
 */
record Request(
        Kind kind, String key, String subject, String token, String mutation, String type, Map<String, ?> input) {
    String document() {
        var selection = switch (kind) {
            case PLACE -> "order { id total { amount } }";
            case PAY, CANCEL, SHIP -> "order { id }";
            case DEPOSIT -> "account { id }";
            case TRANSFER -> "transfer { id }";
            case ADJUST -> "product { id }";
        };
        return "mutation ($input: %s!) { %s(input: $input) { %s idempotentReplay userErrors { code message } } }"
                .formatted(type, mutation, selection);
    }
}
