package dev.daybook.fuzz;

/** The role of the sender of a request. */
enum RequestRole {
    ANONYMOUS,
    CUSTOMER,
    ADMIN
}
