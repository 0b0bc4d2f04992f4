package dev.daybook.fuzz;

/** Role of the sender of a request. */
enum RequestRole {
    ANONYMOUS,
    CUSTOMER,
    ADMIN
}
