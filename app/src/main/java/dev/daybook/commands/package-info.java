/**
 * Sends commands to their aggregates: one command, one transaction, retried on conflict, and handled once per
 * idempotency key.
 */
@ApplicationModule(
        displayName = "Commands",
        allowedDependencies = {
            "users",
            "users :: index",
            "users :: post",
            "users :: text",
            "catalog",
            "catalog :: category",
            "catalog :: product",
            "catalog :: stock",
            "ordering",
            "ordering :: account",
            "ordering :: notification",
            "database",
            "personaldata"
        })
@NullMarked
package dev.daybook.commands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
