package dev.daybook.demo;

import java.util.List;

/** Sends a list of commands in one transaction, all or none. */
record FillShop(List<?> commands) {}
