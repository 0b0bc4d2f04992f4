package dev.daybook.eventstore.transfer;

/** The database differs from the file that was imported into it. */
public final class ImportMismatch extends RuntimeException {
    ImportMismatch() {
        super("What the database holds after the import is not what the file says, so nothing was imported. Look for a"
                + " trigger, a rule or a default of its tables that is not the shop's.");
    }
}
