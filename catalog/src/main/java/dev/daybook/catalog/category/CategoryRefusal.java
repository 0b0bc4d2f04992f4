package dev.daybook.catalog.category;

/** Reasons why a category refuses a command. */
public sealed interface CategoryRefusal {
    /** There is no such category; {@code field} is the part of the command that names it. */
    record UnknownCategory(CategoryId category, String field) implements CategoryRefusal {}

    /** The category would be below itself. */
    record Cycle(CategoryId category, CategoryId parent) implements CategoryRefusal {}

    /** The category has children or products. */
    record CategoryInUse(CategoryId category, int children, int products) implements CategoryRefusal {}

    /** The category has more children and products than can be detached at once. */
    record TooManyToDetach(CategoryId category, int contents, int most) implements CategoryRefusal {}

    /** A product of the category would lose it, and another without a category has the same name. */
    record AmbiguousName(CategoryId category, String name) implements CategoryRefusal {}

    /** Somebody else changed the category since the caller looked. Versions count the events of its stream. */
    record VersionConflict(long expected, long actual) implements CategoryRefusal {}
}
