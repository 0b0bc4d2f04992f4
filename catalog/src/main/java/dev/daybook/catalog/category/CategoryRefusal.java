package dev.daybook.catalog.category;

/** Why a category says no to a command. */
public sealed interface CategoryRefusal {
    /** There is no such category; {@code field} is the part of the command that named it. */
    record UnknownCategory(CategoryId category, String field) implements CategoryRefusal {}

    /** The category would be below itself. */
    record Cycle(CategoryId category, CategoryId parent) implements CategoryRefusal {}

    /** There are still children or products in the category. */
    record CategoryInUse(CategoryId category, int children, int products) implements CategoryRefusal {}

    /** More is in the category than can be taken out of it at once. */
    record TooManyToDetach(CategoryId category, int contents, int most) implements CategoryRefusal {}

    /** A product of this name would lose its category, and another without a category has the name already. */
    record AmbiguousName(CategoryId category, String name) implements CategoryRefusal {}

    /** Somebody else changed the category since the caller looked. Versions count the events of its stream. */
    record VersionConflict(long expected, long actual) implements CategoryRefusal {}
}
