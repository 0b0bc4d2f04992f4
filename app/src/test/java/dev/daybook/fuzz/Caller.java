package dev.daybook.fuzz;

/** Who asks. */
enum Caller {
    ANONYMOUS,
    CUSTOMER,
    ADMIN
}
