package dev.daybook.users;

/** Keys that {@link PersonalData} are encrypted with, one for each person. */
@FunctionalInterface
public interface PersonalKeys {
    /** Makes everything stored about the person unreadable, once and for all, when the transaction commits. */
    void destroy(UserId user);
}
