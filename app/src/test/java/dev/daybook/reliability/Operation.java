package dev.daybook.reliability;

/**
 * Mutation that was sent with an idempotency key, and what became of it.
 *
 * @param subject what the event that it writes is known by: the id of the order, or else the key
 * @param sent nanoseconds of a clock that never goes back; the same of {@code answered}
 * @param status of HTTP; 0 without an answer
 * @param code of the error; empty when there is none
 */
record Operation(
        Kind kind, String key, String subject, long sent, long answered, Outcome outcome, int status, String code) {
    enum Kind {
        PLACE,
        PAY,
        CANCEL,
        SHIP,
        DEPOSIT,
        TRANSFER,
        ADJUST
    }

    enum Outcome {
        OK,
        /** It is certain that nothing was done. */
        REFUSED,
        UNKNOWN
    }

    boolean isOk() {
        return outcome == Outcome.OK;
    }

    /** Whether the answer was one that a client can act upon. */
    boolean isTyped() {
        return status == 200 ? outcome != Outcome.UNKNOWN : status == 503 && Reply.UNAVAILABLE.contains(code);
    }

    /** The same operation after it was sent once more: its interval begins with the first time. */
    Operation resolvedBy(Operation later) {
        return new Operation(kind, key, later.subject, sent, later.answered, later.outcome, later.status, later.code);
    }
}
