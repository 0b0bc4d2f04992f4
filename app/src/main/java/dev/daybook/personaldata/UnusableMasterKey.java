package dev.daybook.personaldata;

/** The shop will not start with this master key. The message never holds it. */
public final class UnusableMasterKey extends RuntimeException {
    public UnusableMasterKey(String message) {
        super(message, null, false, false);
    }
}
