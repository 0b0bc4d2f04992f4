package dev.daybook.commands;

import dev.daybook.database.Write;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Takes what a command stores beside its events and the rows projected from them, to write all by one statement. */
public interface CommandWrites {
    /**
     * Writes it just before the commit, which the command has begun to prepare.
     *
     * @param root the unit of work of the outermost command
     */
    void add(UnitOfWork<?> root, Write write);
}
