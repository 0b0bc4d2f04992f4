/** Who uses the shop: people with a name, a role and a password, and what they write. Knows no other module. */
@ApplicationModule(
        displayName = "Users",
        allowedDependencies = {})
@NullMarked
package dev.daybook.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
