/** Money that the shop holds for its users: accounts, and the ledger of what came in and went out. */
@NamedInterface("account")
@NullMarked
package dev.daybook.ordering.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
