package dev.daybook.reliability;

/** Promise of the shop that a fault must not break. */
enum Invariant {
    I1("each acknowledged mutation is in the log once"),
    I2("each refused one is not, nor anything that nobody sent"),
    I3("streams have no hole, and in them what was acknowledged before another was sent comes first"),
    I4("stock adds up, and is never negative"),
    I5("money adds up, and is never negative"),
    I6("each projection equals its events"),
    I7("each event is told once"),
    I8("no subscriber goes back, and each stream is told in its order"),
    I9("the first success comes soon after the end of the fault"),
    I10("answers are typed and come in time, without a stack trace"),
    I11("connections, threads and heap are as before");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
