package dev.daybook.demo;

import java.util.List;

/** Asks for all of these commands to be carried out, or none: the demo is there as a whole or not at all. */
record FillShop(List<?> commands) {}
