/** Accounts that the shop holds for its users, and the ledger of their money. */
@NamedInterface("account")
@NullMarked
package dev.daybook.ordering.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
